package dev.continuum.inspector.binary;

/** Is told of every LEB128 that is read, in the order of reading. */
@FunctionalInterface
interface LebSink {
  /**
   * A number was read.
   *
   * @param start the offset of its first byte
   * @param end the offset behind its last
   * @param bits how wide the number is: 32, 33 or 64
   */
  void read(int start, int end, boolean signed, int bits);
}
