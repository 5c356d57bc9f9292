package dev.continuum.targets.provision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the headers of an ELF file say of where it runs (System V ABI, "Object Files" and "Program
 * Loading and Dynamic Linking").
 *
 * @param machine the number of the processor family
 * @param interpreter the dynamic loader it asks for; empty: it needs none
 * @param needed the names of the libraries it asks for
 */
record ElfFile(
    int machine,
    boolean wide,
    boolean littleEndian,
    boolean program,
    String interpreter,
    List<String> needed) {
  private static final int MOST_HEADERS = 4096;
  private static final int MOST_TEXT = 4096;
  private static final int MOST_DYNAMIC = 1 << 20;
  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int PT_INTERP = 3;
  private static final long DT_NEEDED = 1;
  private static final long DT_STRTAB = 5;

  ElfFile {
    needed = List.copyOf(needed);
  }

  private record Segment(int type, long offset, long address, long size) {}

  /** Reads a file; empty when it is no ELF file. */
  static Optional<ElfFile> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer head = bytes(channel, 0, 64);
      if (head.remaining() < 52
          || head.get(0) != 0x7f
          || head.get(1) != 'E'
          || head.get(2) != 'L'
          || head.get(3) != 'F') {
        return Optional.empty();
      }
      boolean wide = head.get(4) == 2;
      boolean little = head.get(5) == 1;
      ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      head.order(order);
      if (wide && head.remaining() < 64) {
        throw new IOException("its header is cut short");
      }
      List<Segment> segments = segments(channel, head, wide, order);
      int type = head.getShort(16);
      return Optional.of(
          new ElfFile(
              head.getShort(18) & 0xffff,
              wide,
              little,
              type == 2 || type == 3,
              interpreter(channel, segments),
              needed(channel, segments, wide, order)));
    }
  }

  private static List<Segment> segments(
      FileChannel channel, ByteBuffer head, boolean wide, ByteOrder order) throws IOException {
    long offset = wide ? head.getLong(32) : head.getInt(28) & 0xffffffffL;
    int size = head.getShort(wide ? 54 : 42) & 0xffff;
    int count = head.getShort(wide ? 56 : 44) & 0xffff;
    if (count > MOST_HEADERS || count > 0 && size < (wide ? 56 : 32)) {
      throw new IOException("its headers are damaged");
    }
    ByteBuffer table = bytes(channel, offset, count * size).order(order);
    if (table.remaining() < count * size) {
      throw new IOException("its headers are cut short");
    }
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = i * size;
      segments.add(
          wide
              ? new Segment(
                  table.getInt(at),
                  table.getLong(at + 8),
                  table.getLong(at + 16),
                  table.getLong(at + 32))
              : new Segment(
                  table.getInt(at),
                  table.getInt(at + 4) & 0xffffffffL,
                  table.getInt(at + 8) & 0xffffffffL,
                  table.getInt(at + 16) & 0xffffffffL));
    }
    return segments;
  }

  private static String interpreter(FileChannel channel, List<Segment> segments)
      throws IOException {
    for (Segment segment : segments) {
      if (segment.type() == PT_INTERP) {
        return text(channel, segment.offset());
      }
    }
    return "";
  }

  private static List<String> needed(
      FileChannel channel, List<Segment> segments, boolean wide, ByteOrder order)
      throws IOException {
    List<Long> names = new ArrayList<>();
    long strings = -1;
    for (Segment segment : segments) {
      if (segment.type() != PT_DYNAMIC) {
        continue;
      }
      ByteBuffer table =
          bytes(channel, segment.offset(), (int) Math.min(MOST_DYNAMIC, segment.size()))
              .order(order);
      int step = wide ? 16 : 8;
      for (int at = 0; at + step <= table.remaining(); at += step) {
        long tag = wide ? table.getLong(at) : table.getInt(at);
        long value = wide ? table.getLong(at + 8) : table.getInt(at + 4) & 0xffffffffL;
        if (tag == DT_NEEDED) {
          names.add(value);
        } else if (tag == DT_STRTAB) {
          strings = offset(segments, value);
        }
      }
    }
    List<String> needed = new ArrayList<>();
    for (long name : names) {
      if (strings >= 0 && name >= 0) {
        needed.add(text(channel, strings + name));
      }
    }
    return needed;
  }

  private static long offset(List<Segment> segments, long address) {
    for (Segment segment : segments) {
      long into = address - segment.address();
      if (segment.type() == PT_LOAD && into >= 0 && into < segment.size()) {
        return segment.offset() + into;
      }
    }
    return -1;
  }

  private static String text(FileChannel channel, long at) throws IOException {
    ByteBuffer bytes = bytes(channel, at, MOST_TEXT);
    int end = 0;
    while (end < bytes.remaining() && bytes.get(end) != 0) {
      end++;
    }
    return StandardCharsets.UTF_8.decode(bytes.slice(0, end)).toString();
  }

  private static ByteBuffer bytes(FileChannel channel, long at, int length) throws IOException {
    if (at < 0) {
      throw new IOException("its headers are damaged");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, at + bytes.position());
      if (read < 0) {
        break;
      }
    }
    return bytes.flip();
  }

  /** The processor family as a device says it: {@code x86-64}, {@code arm64}, {@code riscv64}. */
  String architecture() {
    return switch (machine) {
      case 3 -> "i386";
      case 62 -> "x86-64";
      case 40 -> "arm";
      case 183 -> "arm64";
      case 243 -> wide ? "riscv64" : "riscv32";
      case 22 -> "s390x";
      case 21 -> littleEndian ? "ppc64le" : "ppc64";
      case 8 -> "mips";
      case 258 -> "loongarch64";
      default -> "processor family " + machine;
    };
  }

  /** Whether it runs on a device of that architecture, as {@code Probe} has it. */
  boolean runsOn(String device) {
    String own = architecture();
    return switch (own) {
      case "i386" -> device.matches("i[3-6]86");
      case "arm" -> device.matches("arm(v[5-8].*)?") || device.equals("armhf");
      case "mips" -> device.startsWith("mips");
      default -> own.equals(device);
    };
  }

  /** The C library it needs: {@code glibc}, {@code musl}; empty when it needs none. */
  String cLibrary() {
    if (interpreter.isEmpty()) {
      return "";
    }
    return interpreter.contains("ld-musl") ? "musl" : "glibc";
  }
}
