package dev.continuum.targets.provision;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive front to back (POSIX.1-2001 ustar and pax, and GNU's long names). Takes no
 * name for a path of this computer, and reads no header larger than a page.
 */
final class TarReader {
  private static final int BLOCK = 512;
  private static final int MOST_NAME = 4096;

  private final InputStream in;
  private long left;
  private long padding;

  /**
   * An entry.
   *
   * @param type the header's type flag, a plain file's always {@code '0'}
   * @param link where a link leads; empty for others
   */
  record Entry(String name, char type, long size, String link) {}

  TarReader(InputStream in) {
    this.in = in;
  }

  /** The next entry, its content then read by {@link #read}; null at the end. */
  @Nullable Entry next() throws IOException {
    skip(left + padding);
    left = 0;
    padding = 0;
    String longName = "";
    String longLink = "";
    while (true) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length == 0 || isEmpty(header)) {
        return null;
      }
      if (header.length < BLOCK || !checksumFits(header)) {
        throw new IOException("it is not a tar archive, or is damaged");
      }
      long size = number(header, 124, 12);
      char type = header[156] == 0 ? '0' : (char) header[156];
      switch (type) {
        case 'L' -> longName = text(size);
        case 'K' -> longLink = text(size);
        case 'x' -> {
          String pax = text(size);
          longName = record(pax, "path", longName);
          longLink = record(pax, "linkpath", longLink);
        }
        case 'g' -> text(size);
        default -> {
          left = size;
          padding = padding(size);
          return new Entry(
              longName.isEmpty() ? name(header) : longName,
              type,
              size,
              longLink.isEmpty() ? string(header, 157, 100) : longLink);
        }
      }
    }
  }

  /** Reads of the entry's content; -1 at its end. */
  int read(byte[] buffer) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
    if (read < 0) {
      throw new EOFException("it ends in the middle of a file");
    }
    left -= read;
    return read;
  }

  private void skip(long bytes) throws IOException {
    in.skipNBytes(bytes);
  }

  private String text(long size) throws IOException {
    if (size < 0 || size > MOST_NAME * 4) {
      throw new IOException("it has a name that is longer than any path");
    }
    byte[] bytes = in.readNBytes((int) size);
    skip(padding(size));
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /** A value of pax records: {@code LENGTH KEY=VALUE\n} each. */
  private static String record(String pax, String key, String otherwise) {
    for (String line : pax.split("\n")) {
      int space = line.indexOf(' ');
      if (space > 0 && line.startsWith(key + "=", space + 1)) {
        return line.substring(space + key.length() + 2);
      }
    }
    return otherwise;
  }

  private static String name(byte[] header) {
    String name = string(header, 0, 100);
    boolean ustar = string(header, 257, 5).equals("ustar");
    String prefix = ustar && header[262] == 0 ? string(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String string(byte[] header, int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) {
      end++;
    }
    return new String(header, at, end - at, StandardCharsets.UTF_8);
  }

  private static long number(byte[] header, int at, int length) throws IOException {
    if ((header[at] & 0x80) != 0) {
      long value = header[at] & 0x3f;
      for (int i = at + 1; i < at + length; i++) {
        if (value > Long.MAX_VALUE >> 9) {
          throw new IOException("it has a file larger than any disk");
        }
        value = value << 8 | header[i] & 0xff;
      }
      return value;
    }
    String octal = string(header, at, length).strip();
    try {
      return octal.isEmpty() ? 0 : Long.parseUnsignedLong(octal, 8);
    } catch (NumberFormatException e) {
      throw new IOException("it has a size that is no number", e);
    }
  }

  private static boolean checksumFits(byte[] header) throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    return sum == number(header, 148, 8);
  }

  private static boolean isEmpty(byte[] block) {
    for (byte each : block) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private static long padding(long size) {
    return (BLOCK - size % BLOCK) % BLOCK;
  }
}
