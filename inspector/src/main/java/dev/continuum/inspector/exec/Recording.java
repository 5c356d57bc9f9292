package dev.continuum.inspector.exec;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The file that a session is saved to, its past included; {@code docs/recordings.md} says what
 * stands in it. It holds what the guest held in memory, so also secrets that it was given.
 *
 * <p>A run is recorded by letting a {@link SteppingBackend} continue, with a listener that stops at
 * nothing, and saving it where it has stopped: at its end, or where it was paused. Its history
 * bounds the memory and the size of the file; what does not fit is forgotten from the start on, and
 * {@link SteppingBackend#firstTick} is then above 0.
 */
public final class Recording {
  /** The version that is written. */
  public static final int VERSION = 1;

  private static final byte[] MAGIC = {(byte) 0x89, 'C', 'W', 'R', '\r', '\n', 0x1a, '\n'};
  private static final int MOST_HEADER = 1 << 16;
  private static final int MOST_CALLS = 16;
  private static final int MOST_TEXT = 4096;
  private static final int DIGEST = 32;

  private Recording() {}

  /** Whether a file that starts with some bytes, 8 of them or more, is a recording. */
  public static boolean isRecording(byte[] start) {
    return start.length >= MAGIC.length
        && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads what a recording says of itself, and checks that it is whole.
   *
   * @param in the whole file; not closed
   * @throws RecordingException when it is no recording, a newer one, or damaged
   */
  public static RecordingHeader header(InputStream in) throws RecordingException, IOException {
    Source source = new Source(in);
    source.skipBlocks();
    return source.header();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** The digest of a module's bytes, as a header has it. */
  static String digest(ByteBuffer bytes) {
    MessageDigest digest = sha256();
    digest.update(bytes.duplicate().rewind());
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Writes what stands in front of the blocks. */
  static void writeStart(DataOutputStream out, RecordingHeader header) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream to = new DataOutputStream(bytes);
    to.write(HexFormat.of().parseHex(header.moduleDigest()));
    writeText(to, header.moduleName());
    to.writeLong(header.firstTick());
    to.writeLong(header.tick());
    to.writeLong(header.lastTick());
    to.writeByte(header.ending().ordinal());
    to.writeInt(header.status());
    writeText(to, header.message());
    to.writeLong(header.limits().memoryBytes());
    to.writeLong(header.limits().heapBytes());
    to.writeInt(header.limits().stackSlots());
    to.writeInt(header.limits().frames());
    to.writeInt(header.calls().size());
    for (RecordingHeader.Call call : header.calls()) {
      to.writeInt(call.function());
      to.writeInt(call.arguments().size());
      for (long slot : call.arguments()) {
        to.writeLong(slot);
      }
    }
    CRC32 sum = new CRC32();
    sum.update(bytes.toByteArray());
    out.write(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(bytes.size());
    bytes.writeTo(out);
    out.writeInt((int) sum.getValue());
  }

  /** Writes a text, cut if it is very long. */
  static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes =
        text.substring(0, Math.min(text.length(), MOST_TEXT / 3)).getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException when it is longer than any that is written
   */
  static String readText(DataInputStream from) throws IOException {
    int length = from.readInt();
    if (length < 0 || length > MOST_TEXT) {
      throw new IllegalArgumentException("a text is too long");
    }
    byte[] bytes = new byte[length];
    from.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A recording that is read from its start to its end. */
  static final class Source {
    private final DigestInputStream digested;
    private final DataInputStream in;
    private final RecordingHeader header;

    /** Reads and checks the header. */
    Source(InputStream from) throws RecordingException, IOException {
      digested = new DigestInputStream(new BufferedInputStream(from, 1 << 16), sha256());
      in = new DataInputStream(digested);
      byte[] start = in.readNBytes(MAGIC.length);
      if (!isRecording(start)) {
        throw new RecordingException(
            RecordingException.Reason.NOT_A_RECORDING,
            "This file is not a recording. Choose one that “run --record” or “save” has written.",
            null);
      }
      try {
        header = readHeader();
      } catch (EOFException cut) {
        throw cut();
      }
    }

    private static RecordingException cut() {
      return RecordingException.damaged("it ends too early");
    }

    RecordingHeader header() {
      return header;
    }

    private RecordingHeader readHeader() throws RecordingException, IOException {
      int version = in.readInt();
      if (version > VERSION) {
        throw new RecordingException(
            RecordingException.Reason.NEWER_VERSION,
            "The recording has version "
                + version
                + ", and this program reads versions up to "
                + VERSION
                + ". Update Continuum Studio to open it.",
            null);
      }
      int size = in.readInt();
      if (version < 1 || size < 0 || size > MOST_HEADER) {
        throw RecordingException.damaged("its header has a size or version that none can have");
      }
      byte[] bytes = in.readNBytes(size);
      CRC32 sum = new CRC32();
      sum.update(bytes);
      if (in.readInt() != (int) sum.getValue()) {
        throw RecordingException.damaged("the checksum of its header is wrong");
      }
      try {
        return parse(version, new DataInputStream(new ByteArrayInputStream(bytes)));
      } catch (EOFException | IllegalArgumentException wrong) {
        throw RecordingException.damaged("its header says what cannot be");
      }
    }

    private static RecordingHeader parse(int version, DataInputStream from) throws IOException {
      byte[] digest = new byte[DIGEST];
      from.readFully(digest);
      String name = readText(from);
      long firstTick = from.readLong();
      long tick = from.readLong();
      long lastTick = from.readLong();
      int ending = from.readUnsignedByte();
      int status = from.readInt();
      String message = readText(from);
      EngineLimits limits =
          new EngineLimits(from.readLong(), from.readLong(), from.readInt(), from.readInt());
      int count = from.readInt();
      if (firstTick < 0
          || firstTick > tick
          || tick > lastTick
          || ending >= RecordingHeader.Ending.values().length
          || count < 1
          || count > MOST_CALLS) {
        throw new IllegalArgumentException("not a header");
      }
      List<RecordingHeader.Call> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int function = from.readInt();
        int slots = from.readInt();
        List<Long> arguments = new ArrayList<>();
        for (int j = 0; j < slots; j++) {
          arguments.add(from.readLong());
        }
        calls.add(new RecordingHeader.Call(function, arguments));
      }
      return new RecordingHeader(
          version,
          HexFormat.of().formatHex(digest),
          name,
          firstTick,
          tick,
          lastTick,
          RecordingHeader.Ending.values()[ending],
          status,
          message,
          limits,
          calls);
    }

    /** What lies in the blocks; read it to its end, then {@link #checkEnd}. */
    BlockInput blocks() {
      return new BlockInput(in);
    }

    /** Reads past the blocks, and checks all checksums. */
    private void skipBlocks() throws RecordingException, IOException {
      try (BlockInput blocks = blocks()) {
        blocks.transferTo(OutputStream.nullOutputStream());
      } catch (EOFException cut) {
        throw cut();
      } catch (BlockInput.DamageException damage) {
        throw RecordingException.damaged(String.valueOf(damage.getMessage()));
      }
      checkEnd();
    }

    /** Checks what stands behind the blocks. */
    void checkEnd() throws RecordingException, IOException {
      digested.on(false);
      byte[] wanted = digested.getMessageDigest().digest();
      byte[] found = in.readNBytes(DIGEST);
      if (found.length < DIGEST) {
        throw cut();
      }
      if (!MessageDigest.isEqual(wanted, found)) {
        throw RecordingException.damaged("the checksum at its end is wrong");
      }
      if (in.read() >= 0) {
        throw RecordingException.damaged("something stands behind its end");
      }
    }
  }
}
