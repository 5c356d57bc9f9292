package dev.continuum.inspector.exec;

/** Ops that compute and are rare enough to be called from the interpreter's loop. */
final class Uncommon {
  private Uncommon() {}

  /**
   * Runs an op.
   *
   * @param w its first word
   * @param x its second
   * @param number what is behind, its third if it has one
   * @return how many words it has
   */
  static int execute(int w, int x, int number, long[] s, int fp) throws TrapException {
    switch (w & Op.MASK) {
      case Op.L_ROTL -> {
        s[fp + (w >>> 16)] = Long.rotateLeft(s[fp + (x & 0xffff)], (int) s[fp + (x >>> 16)]);
        return 2;
      }
      case Op.I_DIVS -> {
        s[fp + (w >>> 16)] = Numeric.divS((int) s[fp + (x & 0xffff)], (int) s[fp + (x >>> 16)]);
        return 2;
      }
      case Op.I_DIVU -> {
        s[fp + (w >>> 16)] = Numeric.divU((int) s[fp + (x & 0xffff)], (int) s[fp + (x >>> 16)]);
        return 2;
      }
      case Op.I_REMS -> {
        s[fp + (w >>> 16)] = Numeric.remS((int) s[fp + (x & 0xffff)], (int) s[fp + (x >>> 16)]);
        return 2;
      }
      case Op.I_REMU -> {
        s[fp + (w >>> 16)] = Numeric.remU((int) s[fp + (x & 0xffff)], (int) s[fp + (x >>> 16)]);
        return 2;
      }
      case Op.L_ROTLI -> {
        s[fp + (w >>> 16)] = Long.rotateLeft(s[fp + x], number);
        return 3;
      }
      case Op.L_LTU -> {
        s[fp + (w >>> 16)] =
            s[fp + (x & 0xffff)] + Long.MIN_VALUE < s[fp + (x >>> 16)] + Long.MIN_VALUE ? 1 : 0;
        return 2;
      }
      case Op.L_LES -> {
        s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] <= s[fp + (x >>> 16)] ? 1 : 0;
        return 2;
      }
      case Op.L_LEU -> {
        s[fp + (w >>> 16)] =
            s[fp + (x & 0xffff)] + Long.MIN_VALUE <= s[fp + (x >>> 16)] + Long.MIN_VALUE ? 1 : 0;
        return 2;
      }
      case Op.L_EQI -> {
        s[fp + (w >>> 16)] = s[fp + x] == number ? 1 : 0;
        return 3;
      }
      case Op.L_NEI -> {
        s[fp + (w >>> 16)] = s[fp + x] != number ? 1 : 0;
        return 3;
      }
      case Op.L_LTSI -> {
        s[fp + (w >>> 16)] = s[fp + x] < number ? 1 : 0;
        return 3;
      }
      case Op.L_LTUI -> {
        s[fp + (w >>> 16)] = s[fp + x] + Long.MIN_VALUE < number + Long.MIN_VALUE ? 1 : 0;
        return 3;
      }
      case Op.L_GTSI -> {
        s[fp + (w >>> 16)] = s[fp + x] > number ? 1 : 0;
        return 3;
      }
      case Op.L_GTUI -> {
        s[fp + (w >>> 16)] = s[fp + x] + Long.MIN_VALUE > number + Long.MIN_VALUE ? 1 : 0;
        return 3;
      }
      case Op.F_ADD -> {
        s[fp + (w >>> 16)] =
            Float.floatToIntBits(
                Float.intBitsToFloat((int) s[fp + (x & 0xffff)])
                    + Float.intBitsToFloat((int) s[fp + (x >>> 16)]));
        return 2;
      }
      case Op.F_SUB -> {
        s[fp + (w >>> 16)] =
            Float.floatToIntBits(
                Float.intBitsToFloat((int) s[fp + (x & 0xffff)])
                    - Float.intBitsToFloat((int) s[fp + (x >>> 16)]));
        return 2;
      }
      case Op.F_MUL -> {
        s[fp + (w >>> 16)] =
            Float.floatToIntBits(
                Float.intBitsToFloat((int) s[fp + (x & 0xffff)])
                    * Float.intBitsToFloat((int) s[fp + (x >>> 16)]));
        return 2;
      }
      case Op.F_DIV -> {
        s[fp + (w >>> 16)] =
            Float.floatToIntBits(
                Float.intBitsToFloat((int) s[fp + (x & 0xffff)])
                    / Float.intBitsToFloat((int) s[fp + (x >>> 16)]));
        return 2;
      }
      case Op.F_EQ -> {
        s[fp + (w >>> 16)] =
            Float.intBitsToFloat((int) s[fp + (x & 0xffff)])
                    == Float.intBitsToFloat((int) s[fp + (x >>> 16)])
                ? 1
                : 0;
        return 2;
      }
      case Op.F_NE -> {
        s[fp + (w >>> 16)] =
            Float.intBitsToFloat((int) s[fp + (x & 0xffff)])
                    != Float.intBitsToFloat((int) s[fp + (x >>> 16)])
                ? 1
                : 0;
        return 2;
      }
      case Op.F_LT -> {
        s[fp + (w >>> 16)] =
            Float.intBitsToFloat((int) s[fp + (x & 0xffff)])
                    < Float.intBitsToFloat((int) s[fp + (x >>> 16)])
                ? 1
                : 0;
        return 2;
      }
      case Op.F_LE -> {
        s[fp + (w >>> 16)] =
            Float.intBitsToFloat((int) s[fp + (x & 0xffff)])
                    <= Float.intBitsToFloat((int) s[fp + (x >>> 16)])
                ? 1
                : 0;
        return 2;
      }
      case Op.D_FROM_IU -> {
        s[fp + (w >>> 16)] = Double.doubleToRawLongBits((double) (s[fp + x] & 0xffffffffL));
        return 2;
      }
      case Op.D_NEG -> {
        s[fp + (w >>> 16)] = s[fp + x] ^ Long.MIN_VALUE;
        return 2;
      }
      case Op.D_ABS -> {
        s[fp + (w >>> 16)] = s[fp + x] & Long.MAX_VALUE;
        return 2;
      }
      case Op.D_SQRT -> {
        s[fp + (w >>> 16)] = Double.doubleToLongBits(Math.sqrt(Double.longBitsToDouble(s[fp + x])));
        return 2;
      }
      default -> throw new IllegalStateException("no op " + (w & Op.MASK));
    }
  }
}
