package dev.continuum.inspector.exec;

/**
 * Arithmetic on all the lanes that a {@code long} holds at once ("SIMD within a register"). Lanes
 * of 8, 16 and 32 bits are told apart by a word with the highest bit of each: {@link #I8}, {@link
 * #I16} or {@link #I32}. No lane's carry reaches the next.
 *
 * <p>What compares gives the highest bit of each lane; {@link #mask} makes whole lanes of it.
 */
final class Swar {
  static final long I8 = 0x8080808080808080L;
  static final long I16 = 0x8000800080008000L;
  static final long I32 = 0x8000000080000000L;

  private Swar() {}

  /** All ones in the lanes whose highest bit is set, where other bits must not be. */
  static long mask(long bits, long signs) {
    // 0x80 - 0x01 is 0x7f: nothing is borrowed from the next lane.
    return (bits - (bits >>> topBit(signs))) | bits;
  }

  /** The number of the highest bit of a lane: a constant wherever the lanes are. */
  private static int topBit(long signs) {
    return Long.numberOfTrailingZeros(signs);
  }

  static long add(long a, long b, long signs) {
    return ((a & ~signs) + (b & ~signs)) ^ ((a ^ b) & signs);
  }

  static long sub(long a, long b, long signs) {
    return ((a | signs) - (b & ~signs)) ^ (~(a ^ b) & signs);
  }

  static long neg(long a, long signs) {
    return sub(0, a, signs);
  }

  static long abs(long a, long signs) {
    // The complement of a negative number is below 0x80, so that adding one carries nothing over.
    long negative = a & signs;
    return (a ^ mask(negative, signs)) + (negative >>> topBit(signs));
  }

  /** The average, rounded up. */
  static long avgrU(long a, long b, long signs) {
    return (a | b) - (((a ^ b) >>> 1) & ~signs);
  }

  static long addSatS(long a, long b, long signs) {
    long sum = add(a, b, signs);
    return saturate(sum, a, ~(a ^ b) & (a ^ sum), signs);
  }

  static long subSatS(long a, long b, long signs) {
    long difference = sub(a, b, signs);
    return saturate(difference, a, (a ^ b) & (a ^ difference), signs);
  }

  /** The largest or smallest number, as the sign of {@code a} is, where there is an overflow. */
  private static long saturate(long result, long a, long overflow, long signs) {
    long limit = ~signs + ((a & signs) >>> topBit(signs));
    return select(limit, result, mask(overflow & signs, signs));
  }

  static long addSatU(long a, long b, long signs) {
    long sum = add(a, b, signs);
    long carries = (a & b) | ((a | b) & ~sum);
    return sum | mask(carries & signs, signs);
  }

  static long subSatU(long a, long b, long signs) {
    return sub(a, b, signs) & ~mask(lessU(a, b, signs), signs);
  }

  /** Where {@code a} is less than {@code b}, both with sign. */
  static long lessS(long a, long b, long signs) {
    return ((a & ~b) | (~(a ^ b) & sub(a, b, signs))) & signs;
  }

  /** Where {@code a} is less than {@code b}, both without sign: where subtracting borrows. */
  static long lessU(long a, long b, long signs) {
    return ((~a & b) | (~(a ^ b) & sub(a, b, signs))) & signs;
  }

  /** Where a lane is not 0. */
  static long nonzero(long a, long signs) {
    return (((a & ~signs) + ~signs) | a) & signs;
  }

  static long minS(long a, long b, long signs) {
    return select(a, b, mask(lessS(a, b, signs), signs));
  }

  static long minU(long a, long b, long signs) {
    return select(a, b, mask(lessU(a, b, signs), signs));
  }

  static long maxS(long a, long b, long signs) {
    return select(b, a, mask(lessS(a, b, signs), signs));
  }

  static long maxU(long a, long b, long signs) {
    return select(b, a, mask(lessU(a, b, signs), signs));
  }

  /** The bits of {@code a} where the mask has ones, those of {@code b} elsewhere. */
  static long select(long a, long b, long mask) {
    return b ^ ((a ^ b) & mask);
  }

  // Shifts, by any count: it is taken modulo the width of a lane

  static long shl(long a, int count, long signs) {
    int by = count & topBit(signs);
    // Of a lane's bits, those stay that come from its own.
    return (a << by) & ~lowBits(by, signs);
  }

  static long shrU(long a, int count, long signs) {
    int by = count & topBit(signs);
    return (a >>> by) & ~highBits(by, signs);
  }

  static long shrS(long a, int count, long signs) {
    int by = count & topBit(signs);
    long high = highBits(by, signs);
    return ((a >>> by) & ~high) | (mask(a & signs, signs) & high);
  }

  /** The lowest bits of each lane, fewer than it has. */
  private static long lowBits(int count, long signs) {
    long ones = signs >>> topBit(signs);
    return (ones << count) - ones;
  }

  /** The highest bits of each lane, fewer than it has. */
  private static long highBits(int count, long signs) {
    return (signs - (signs >>> count)) << 1;
  }
}
