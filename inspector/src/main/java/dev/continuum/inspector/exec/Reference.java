package dev.continuum.inspector.exec;

/**
 * References as numbers. Null is 0; the low three bits of others say what they refer to. Converting
 * between {@code externref} and {@code anyref} changes nothing.
 */
final class Reference {
  static final long NULL = 0;
  private static final int TAG = 7;
  private static final int I31 = 1;
  private static final int FUNCTION = 2;
  private static final int HOST = 3;
  private static final int OBJECT = 4;

  private Reference() {}

  static long i31(int value) {
    return (long) value << 33 >>> 1 | I31;
  }

  static boolean isI31(long reference) {
    return (reference & TAG) == I31;
  }

  static int i31Signed(long reference) {
    return (int) (reference << 1 >> 33);
  }

  static int i31Unsigned(long reference) {
    return (int) (reference << 1 >>> 33);
  }

  /** A function, by its address in the store. */
  static long function(int address) {
    return (long) address << 3 | FUNCTION;
  }

  static boolean isFunction(long reference) {
    return (reference & TAG) == FUNCTION;
  }

  static int functionAddress(long reference) {
    return (int) (reference >>> 3);
  }

  /** Something of the host, by a number the host gave it. */
  static long host(int number) {
    return Integer.toUnsignedLong(number) << 3 | HOST;
  }

  static boolean isHost(long reference) {
    return (reference & TAG) == HOST;
  }

  static int hostNumber(long reference) {
    return (int) (reference >>> 3);
  }

  /**
   * The exception that the instruction which is next is about to make and throw. Only a debugger
   * sees it; the low bits are those of nothing else.
   */
  static final long PENDING = 5;

  /** A structure, array or exception, by its address in the heap, a multiple of 8. */
  static long object(long address) {
    return address | OBJECT;
  }

  static boolean isObject(long reference) {
    return (reference & TAG) == OBJECT;
  }

  static long objectAddress(long reference) {
    return reference & ~(long) TAG;
  }
}
