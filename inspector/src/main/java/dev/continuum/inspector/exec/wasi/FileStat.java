package dev.continuum.inspector.exec.wasi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Attributes of a file (WASI, "filestat"). Java tells neither how many names a file has nor, by a
 * directory handle, when its attributes changed: the number is 1, the time that of its content.
 */
final class FileStat {
  static final int SIZE = 64;

  /** How the JDK writes the key of a file on Unix; there is no other way to both numbers. */
  private static final Pattern KEY = Pattern.compile("\\(dev=([0-9a-f]{1,16}),ino=(\\d{1,20})\\)");

  private FileStat() {}

  /** Of what is not a file of the host. */
  static byte[] of(FileType type) {
    return ByteBuffer.allocate(SIZE).put(16, (byte) type.number()).array();
  }

  static byte[] of(BasicFileAttributes attributes, long size) {
    return ByteBuffer.allocate(SIZE)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(device(attributes))
        .putLong(serial(attributes))
        .putLong(FileType.of(attributes).number())
        .putLong(1)
        .putLong(size)
        .putLong(nanoseconds(attributes.lastAccessTime()))
        .putLong(nanoseconds(attributes.lastModifiedTime()))
        .putLong(nanoseconds(attributes.lastModifiedTime()))
        .array();
  }

  private static long nanoseconds(FileTime time) {
    return Math.max(0, time.to(TimeUnit.NANOSECONDS));
  }

  /** The number of a file within its device; 0 where files have none. */
  static long serial(BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    if (key == null) {
      return 0;
    }
    String text = key.toString();
    Matcher matcher = KEY.matcher(text);
    return matcher.matches() ? Long.parseUnsignedLong(matcher.group(2)) : spread(text);
  }

  private static long device(BasicFileAttributes attributes) {
    Matcher matcher = KEY.matcher(String.valueOf(attributes.fileKey()));
    return matcher.matches() ? Long.parseUnsignedLong(matcher.group(1), 16) : 0;
  }

  /** A number that two files hardly ever share, where a key is not written as a number. */
  private static long spread(String key) {
    long number = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      number = (number ^ key.charAt(i)) * 0x100000001b3L;
    }
    return number;
  }
}
