package dev.continuum.inspector.syntax;

/**
 * A run of bytes in a binary: from {@code start} (inclusive) to {@code end} (exclusive), both
 * counted from the first byte of the file.
 */
public record ByteRange(int start, int end) {
  public ByteRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a byte range: " + start + ".." + end);
    }
  }

  /** The length in bytes. */
  public int size() {
    return end - start;
  }

  public boolean contains(int offset) {
    return offset >= start && offset < end;
  }

  @Override
  public String toString() {
    return "0x" + Integer.toHexString(start) + "..0x" + Integer.toHexString(end);
  }
}
