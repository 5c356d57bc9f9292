package dev.continuum.inspector.profile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A whole profile as a file of this program's own, which one process hands to another. Numbers are
 * unsigned LEB128; offsets are told by their distances, and counts by how many instructions behind
 * each other have them.
 */
public final class ProfileFile {
  /** How names of such files end. */
  public static final String EXTENSION = ".profile";

  private static final int MAGIC = 0x43505246;
  private static final int VERSION = 1;

  private static final int MOST_FUNCTIONS = 1 << 20;
  private static final int MOST_INSTRUCTIONS = 1 << 27;
  private static final int MOST_NODES = 1 << 21;
  private static final int MOST_OTHERS = 1 << 20;

  /** How much room is made for something before any of it is read. */
  private static final int AT_ONCE = 1 << 12;

  private ProfileFile() {}

  /** Writes a profile into a file, which is made or replaced. */
  public static void write(Profile profile, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      write(profile, out);
    }
  }

  /** Writes a profile. */
  public static void write(Profile profile, OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to));
    out.writeInt(MAGIC);
    number(out, VERSION);
    number(out, profile.ticks());
    number(out, profile.functions().size());
    for (ProfiledFunction function : profile.functions()) {
      function(out, function);
    }
    CallTree tree = profile.tree();
    number(out, tree.size());
    for (int i = 0; i < tree.size(); i++) {
      if (i > 0) {
        number(out, i - tree.parent(i));
        number(out, tree.function(i) - CallTree.REST);
      }
      number(out, tree.calls(i));
      number(out, tree.own(i));
    }
    number(out, profile.growth().size());
    for (MemoryGrowth growth : profile.growth()) {
      number(out, growth.tick());
      number(out, growth.memory());
      number(out, growth.bytes());
      number(out, growth.function() + 1);
      number(out, growth.offset() + 1);
    }
    number(out, profile.hostCalls().size());
    for (HostCalls calls : profile.hostCalls()) {
      text(out, calls.name());
      number(out, calls.calls());
      number(out, calls.nanos());
      number(out, calls.longest());
    }
    out.flush();
  }

  private static void function(DataOutputStream out, ProfiledFunction function) throws IOException {
    number(out, function.index());
    text(out, function.name());
    number(out, function.size());
    int before = 0;
    for (int i = 0; i < function.size(); i++) {
      number(out, function.offset(i) - before);
      before = function.offset(i);
    }
    for (int i = 0; i < function.size(); ) {
      int end = i + 1;
      while (end < function.size() && function.count(end) == function.count(i)) {
        end++;
      }
      number(out, end - i);
      number(out, function.count(i));
      i = end;
    }
  }

  private static void number(DataOutputStream out, long number) throws IOException {
    long rest = number;
    while ((rest & ~0x7f) != 0) {
      out.writeByte((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(out, bytes.length);
    out.write(bytes);
  }

  /**
   * Reads what {@link #write(Profile, Path)} has written.
   *
   * @throws IOException when it cannot be read, or is something else
   */
  public static Profile read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new Reader(new DataInputStream(new BufferedInputStream(in))).read();
    } catch (EOFException | IllegalArgumentException e) {
      throw new IOException("The profile " + file + " is damaged.", e);
    }
  }

  private static final class Reader {
    private final DataInputStream in;
    private int instructions;

    Reader(DataInputStream in) {
      this.in = in;
    }

    Profile read() throws IOException {
      if (in.readInt() != MAGIC || number() != VERSION) {
        throw new IllegalArgumentException("no profile of this program");
      }
      long ticks = number();
      int count = count(MOST_FUNCTIONS);
      List<ProfiledFunction> functions = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        functions.add(function());
      }
      CallTree tree = tree(count);
      List<MemoryGrowth> growth = new ArrayList<>();
      for (int left = count(MOST_OTHERS); left > 0; left--) {
        growth.add(
            new MemoryGrowth(
                number(), count(Integer.MAX_VALUE), number(), index() - 1, index() - 1));
      }
      List<HostCalls> calls = new ArrayList<>();
      for (int left = count(MOST_OTHERS); left > 0; left--) {
        String name = text();
        long times = number();
        if (times == 0) {
          throw new IllegalArgumentException("a function of the host that was not called");
        }
        calls.add(new HostCalls(name, times, number(), number()));
      }
      if (in.read() >= 0) {
        throw new IllegalArgumentException("more than a profile");
      }
      return new Profile(ticks, functions, tree, growth, calls);
    }

    private ProfiledFunction function() throws IOException {
      int index = index();
      String name = text();
      int size = count(MOST_INSTRUCTIONS - instructions);
      instructions += size;
      int[] offsets = new int[Math.min(size, AT_ONCE)];
      int offset = 0;
      for (int i = 0; i < size; i++) {
        int distance = count(Integer.MAX_VALUE - offset);
        if (i > 0 && distance == 0) {
          throw new IllegalArgumentException("two instructions at one offset");
        }
        offset += distance;
        if (i == offsets.length) {
          offsets = Arrays.copyOf(offsets, Math.min(size, i * 2));
        }
        offsets[i] = offset;
      }
      long[] counts = new long[size];
      for (int i = 0; i < size; ) {
        int end = i + count(size - i);
        if (end == i) {
          throw new IllegalArgumentException("a run of nothing");
        }
        Arrays.fill(counts, i, end, number());
        i = end;
      }
      return new ProfiledFunction(index, name, offsets, counts);
    }

    private CallTree tree(int functions) throws IOException {
      int size = count(MOST_NODES);
      int[] parents = new int[size];
      int[] places = new int[size];
      long[] calls = new long[size];
      long[] own = new long[size];
      for (int i = 0; i < size; i++) {
        if (i > 0) {
          parents[i] = i - count(i);
          places[i] = index() + CallTree.REST;
          if (places[i] == CallTree.ROOT || places[i] >= functions) {
            throw new IllegalArgumentException("no function " + places[i]);
          }
        }
        calls[i] = number();
        own[i] = number();
      }
      return new CallTree(parents, places, calls, own);
    }

    /** A number from 0 to 2⁶³-1. */
    private long number() throws IOException {
      long number = 0;
      for (int shift = 0; shift < 63; shift += 7) {
        int next = in.readUnsignedByte();
        number |= (long) (next & 0x7f) << shift;
        if (next < 0x80) {
          return number;
        }
      }
      throw new IllegalArgumentException("a number is too long");
    }

    private int count(int most) throws IOException {
      long number = number();
      if (number > most) {
        throw new IllegalArgumentException(number + " are more than " + most);
      }
      return (int) number;
    }

    private int index() throws IOException {
      return count(Integer.MAX_VALUE);
    }

    private String text() throws IOException {
      byte[] bytes = new byte[count(4 * Profile.MOST_NAME)];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
