package dev.continuum.inspector.exec;

import org.jspecify.annotations.Nullable;

/**
 * Runs the engine's code ({@link Op}) until something has to be done outside of it.
 *
 * <p>The loop is one method, written so that HotSpot compiles it well: below 8,000 bytecodes, all
 * state in locals, operands by slots of the frame. What is rare or long lives elsewhere.
 */
final class Interpreter {
  /** The ticks paid for go beyond the limit; everything of the guest lies in its slot. */
  static final int LIMIT = 0;

  /** A call that needs help: of the host, of another module, of a function not yet translated. */
  static final int CALL = 1;

  /** Plain code returns. */
  static final int LEAVE = 2;

  /** An exception is thrown. */
  static final int THROW = 3;

  /** A breakpoint is reached. */
  static final int BREAK = 4;

  /** The outermost function has returned. */
  static final int DONE = 5;

  /** Execution has returned to another instance, or to hot code. */
  static final int RELOAD = 6;

  /** An instruction traps; nothing of it has happened. */
  static final int TRAP = 7;

  /** An instruction is about to access a watched place; nothing of it has happened. */
  static final int WATCH = 8;

  private Interpreter() {}

  /**
   * Runs a machine from where it is.
   *
   * @return one of the reasons above; the machine says where it stopped
   */
  @SuppressWarnings("NullAway") // a function without memory has no instruction that uses one
  static int run(Machine m) {
    final long[] s = m.stack;
    final long[] globals = m.store.globals;
    final FunctionInstance[] functions = m.store.functions;
    final TableInstance[] tables = m.store.tables;
    final RareInstructions rare = m.rare;
    final FunctionInstance[] frames = m.frames;
    final long[] returns = m.returns;
    final CallNode[] path = m.path;
    final long limit = m.limit;
    long ticks = m.ticks;
    FunctionInstance function = m.function;
    int fp = m.fp;
    int pc = m.pc;
    int depth = m.depth;
    int[] code = m.plain ? function.map().plain() : function.code;
    final @Nullable LinearMemory memory =
        function.instance == null ? null : function.instance.firstMemory();
    byte[][] readable = memory == null ? null : memory.readable;
    byte[][] writable = memory == null ? null : memory.writable;
    int reason;
    try {
      run:
      for (; ; ) {
        int w = code[pc];
        int x = code[pc + 1];
        switch (w & Op.MASK) {
          case Op.MOVE -> {
            s[fp + (w >>> 16)] = s[fp + x];
            pc += 2;
          }
          case Op.CONST32 -> {
            s[fp + (w >>> 16)] = x;
            pc += 2;
          }
          case Op.CONST64 -> {
            s[fp + (w >>> 16)] = x & 0xffffffffL | (long) code[pc + 2] << 32;
            pc += 3;
          }
          case Op.MOVE2 -> {
            int to = fp + (w >>> 16);
            long low = s[fp + x];
            s[to + 1] = s[fp + x + 1];
            s[to] = low;
            pc += 2;
          }
          case Op.GLOBAL_GET -> {
            s[fp + (w >>> 16)] = globals[x];
            pc += 2;
          }
          case Op.GLOBAL_SET -> {
            globals[x] = s[fp + (w >>> 16)];
            pc += 2;
          }
          case Op.SELECT -> {
            s[fp + (w >>> 16)] =
                (int) s[fp + code[pc + 2]] != 0 ? s[fp + (x & 0xffff)] : s[fp + (x >>> 16)];
            pc += 3;
          }
          case Op.I_ADD -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] + (int) s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.L_ADD -> {
            s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] + s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.I_SUB -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] - (int) s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.L_SUB -> {
            s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] - s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.I_MUL -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] * (int) s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.L_MUL -> {
            s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] * s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.I_AND -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] & (int) s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.L_AND -> {
            s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] & s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.I_OR -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] | (int) s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.L_OR -> {
            s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] | s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.I_XOR -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] ^ (int) s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.L_XOR -> {
            s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] ^ s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.I_SHL -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] << (int) s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.L_SHL -> {
            s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] << (int) s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.I_SHRS -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] >> (int) s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.L_SHRS -> {
            s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] >> (int) s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.I_SHRU -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] >>> (int) s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.L_SHRU -> {
            s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] >>> (int) s[fp + (x >>> 16)];
            pc += 2;
          }
          case Op.I_ROTL -> {
            s[fp + (w >>> 16)] =
                Integer.rotateLeft((int) s[fp + (x & 0xffff)], (int) s[fp + (x >>> 16)]);
            pc += 2;
          }
          case Op.I_ADDI -> {
            s[fp + (w >>> 16)] = (int) s[fp + x] + code[pc + 2];
            pc += 3;
          }
          case Op.L_ADDI -> {
            s[fp + (w >>> 16)] = s[fp + x] + code[pc + 2];
            pc += 3;
          }
          case Op.I_MULI -> {
            s[fp + (w >>> 16)] = (int) s[fp + x] * code[pc + 2];
            pc += 3;
          }
          case Op.L_MULI -> {
            s[fp + (w >>> 16)] = s[fp + x] * code[pc + 2];
            pc += 3;
          }
          case Op.I_ANDI -> {
            s[fp + (w >>> 16)] = (int) s[fp + x] & code[pc + 2];
            pc += 3;
          }
          case Op.L_ANDI -> {
            s[fp + (w >>> 16)] = s[fp + x] & code[pc + 2];
            pc += 3;
          }
          case Op.I_ORI -> {
            s[fp + (w >>> 16)] = (int) s[fp + x] | code[pc + 2];
            pc += 3;
          }
          case Op.L_ORI -> {
            s[fp + (w >>> 16)] = s[fp + x] | code[pc + 2];
            pc += 3;
          }
          case Op.I_XORI -> {
            s[fp + (w >>> 16)] = (int) s[fp + x] ^ code[pc + 2];
            pc += 3;
          }
          case Op.L_XORI -> {
            s[fp + (w >>> 16)] = s[fp + x] ^ code[pc + 2];
            pc += 3;
          }
          case Op.I_SHLI -> {
            s[fp + (w >>> 16)] = (int) s[fp + x] << code[pc + 2];
            pc += 3;
          }
          case Op.L_SHLI -> {
            s[fp + (w >>> 16)] = s[fp + x] << code[pc + 2];
            pc += 3;
          }
          case Op.I_SHRSI -> {
            s[fp + (w >>> 16)] = (int) s[fp + x] >> code[pc + 2];
            pc += 3;
          }
          case Op.L_SHRSI -> {
            s[fp + (w >>> 16)] = s[fp + x] >> code[pc + 2];
            pc += 3;
          }
          case Op.I_SHRUI -> {
            s[fp + (w >>> 16)] = (int) s[fp + x] >>> code[pc + 2];
            pc += 3;
          }
          case Op.L_SHRUI -> {
            s[fp + (w >>> 16)] = s[fp + x] >>> code[pc + 2];
            pc += 3;
          }
          case Op.I_ROTLI -> {
            s[fp + (w >>> 16)] = Integer.rotateLeft((int) s[fp + x], code[pc + 2]);
            pc += 3;
          }
          case Op.I_EQ -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] == (int) s[fp + (x >>> 16)] ? 1 : 0;
            pc += 2;
          }
          case Op.I_NE -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] != (int) s[fp + (x >>> 16)] ? 1 : 0;
            pc += 2;
          }
          case Op.I_LTS -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] < (int) s[fp + (x >>> 16)] ? 1 : 0;
            pc += 2;
          }
          case Op.I_LTU -> {
            s[fp + (w >>> 16)] =
                (int) s[fp + (x & 0xffff)] + Integer.MIN_VALUE
                        < (int) s[fp + (x >>> 16)] + Integer.MIN_VALUE
                    ? 1
                    : 0;
            pc += 2;
          }
          case Op.I_LES -> {
            s[fp + (w >>> 16)] = (int) s[fp + (x & 0xffff)] <= (int) s[fp + (x >>> 16)] ? 1 : 0;
            pc += 2;
          }
          case Op.I_LEU -> {
            s[fp + (w >>> 16)] =
                (int) s[fp + (x & 0xffff)] + Integer.MIN_VALUE
                        <= (int) s[fp + (x >>> 16)] + Integer.MIN_VALUE
                    ? 1
                    : 0;
            pc += 2;
          }
          case Op.I_EQI -> {
            s[fp + (w >>> 16)] = (int) s[fp + x] == code[pc + 2] ? 1 : 0;
            pc += 3;
          }
          case Op.I_NEI -> {
            s[fp + (w >>> 16)] = (int) s[fp + x] != code[pc + 2] ? 1 : 0;
            pc += 3;
          }
          case Op.I_LTSI -> {
            s[fp + (w >>> 16)] = (int) s[fp + x] < code[pc + 2] ? 1 : 0;
            pc += 3;
          }
          case Op.I_LTUI -> {
            s[fp + (w >>> 16)] =
                (int) s[fp + x] + Integer.MIN_VALUE < code[pc + 2] + Integer.MIN_VALUE ? 1 : 0;
            pc += 3;
          }
          case Op.I_GTSI -> {
            s[fp + (w >>> 16)] = (int) s[fp + x] > code[pc + 2] ? 1 : 0;
            pc += 3;
          }
          case Op.I_GTUI -> {
            s[fp + (w >>> 16)] =
                (int) s[fp + x] + Integer.MIN_VALUE > code[pc + 2] + Integer.MIN_VALUE ? 1 : 0;
            pc += 3;
          }
          case Op.L_EQ -> {
            s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] == s[fp + (x >>> 16)] ? 1 : 0;
            pc += 2;
          }
          case Op.L_NE -> {
            s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] != s[fp + (x >>> 16)] ? 1 : 0;
            pc += 2;
          }
          case Op.L_LTS -> {
            s[fp + (w >>> 16)] = s[fp + (x & 0xffff)] < s[fp + (x >>> 16)] ? 1 : 0;
            pc += 2;
          }
          case Op.D_ADD -> {
            s[fp + (w >>> 16)] =
                Double.doubleToLongBits(
                    Double.longBitsToDouble(s[fp + (x & 0xffff)])
                        + Double.longBitsToDouble(s[fp + (x >>> 16)]));
            pc += 2;
          }
          case Op.D_SUB -> {
            s[fp + (w >>> 16)] =
                Double.doubleToLongBits(
                    Double.longBitsToDouble(s[fp + (x & 0xffff)])
                        - Double.longBitsToDouble(s[fp + (x >>> 16)]));
            pc += 2;
          }
          case Op.D_MUL -> {
            s[fp + (w >>> 16)] =
                Double.doubleToLongBits(
                    Double.longBitsToDouble(s[fp + (x & 0xffff)])
                        * Double.longBitsToDouble(s[fp + (x >>> 16)]));
            pc += 2;
          }
          case Op.D_DIV -> {
            s[fp + (w >>> 16)] =
                Double.doubleToLongBits(
                    Double.longBitsToDouble(s[fp + (x & 0xffff)])
                        / Double.longBitsToDouble(s[fp + (x >>> 16)]));
            pc += 2;
          }
          case Op.D_EQ -> {
            s[fp + (w >>> 16)] =
                Double.longBitsToDouble(s[fp + (x & 0xffff)])
                        == Double.longBitsToDouble(s[fp + (x >>> 16)])
                    ? 1
                    : 0;
            pc += 2;
          }
          case Op.D_NE -> {
            s[fp + (w >>> 16)] =
                Double.longBitsToDouble(s[fp + (x & 0xffff)])
                        != Double.longBitsToDouble(s[fp + (x >>> 16)])
                    ? 1
                    : 0;
            pc += 2;
          }
          case Op.D_LT -> {
            s[fp + (w >>> 16)] =
                Double.longBitsToDouble(s[fp + (x & 0xffff)])
                        < Double.longBitsToDouble(s[fp + (x >>> 16)])
                    ? 1
                    : 0;
            pc += 2;
          }
          case Op.D_LE -> {
            s[fp + (w >>> 16)] =
                Double.longBitsToDouble(s[fp + (x & 0xffff)])
                        <= Double.longBitsToDouble(s[fp + (x >>> 16)])
                    ? 1
                    : 0;
            pc += 2;
          }
          case Op.SEXT8 -> {
            s[fp + (w >>> 16)] = (byte) s[fp + x];
            pc += 2;
          }
          case Op.SEXT16 -> {
            s[fp + (w >>> 16)] = (short) s[fp + x];
            pc += 2;
          }
          case Op.SEXT32 -> {
            s[fp + (w >>> 16)] = (int) s[fp + x];
            pc += 2;
          }
          case Op.UEXT32 -> {
            s[fp + (w >>> 16)] = s[fp + x] & 0xffffffffL;
            pc += 2;
          }
          case Op.D_FROM_IS -> {
            s[fp + (w >>> 16)] = Double.doubleToRawLongBits((int) s[fp + x]);
            pc += 2;
          }
          case Op.LOAD8S -> {
            s[fp + (w >>> 16)] =
                LinearMemory.get8(
                    readable, (s[fp + x] & 0xffffffffL) + (code[pc + 2] & 0xffffffffL), memory);
            pc += 3;
          }
          case Op.LOAD8U -> {
            s[fp + (w >>> 16)] =
                LinearMemory.get8(
                        readable, (s[fp + x] & 0xffffffffL) + (code[pc + 2] & 0xffffffffL), memory)
                    & 0xff;
            pc += 3;
          }
          case Op.LOAD16S -> {
            s[fp + (w >>> 16)] =
                LinearMemory.get16(
                    readable, (s[fp + x] & 0xffffffffL) + (code[pc + 2] & 0xffffffffL), memory);
            pc += 3;
          }
          case Op.LOAD16U -> {
            s[fp + (w >>> 16)] =
                LinearMemory.get16(
                        readable, (s[fp + x] & 0xffffffffL) + (code[pc + 2] & 0xffffffffL), memory)
                    & 0xffff;
            pc += 3;
          }
          case Op.LOAD32S -> {
            s[fp + (w >>> 16)] =
                LinearMemory.get32(
                    readable, (s[fp + x] & 0xffffffffL) + (code[pc + 2] & 0xffffffffL), memory);
            pc += 3;
          }
          case Op.LOAD32U -> {
            s[fp + (w >>> 16)] =
                LinearMemory.get32(
                        readable, (s[fp + x] & 0xffffffffL) + (code[pc + 2] & 0xffffffffL), memory)
                    & 0xffffffffL;
            pc += 3;
          }
          case Op.LOAD64 -> {
            s[fp + (w >>> 16)] =
                LinearMemory.get64(
                    readable, (s[fp + x] & 0xffffffffL) + (code[pc + 2] & 0xffffffffL), memory);
            pc += 3;
          }
          case Op.STORE8 -> {
            LinearMemory.put8(
                writable,
                (s[fp + (w >>> 16)] & 0xffffffffL) + (code[pc + 2] & 0xffffffffL),
                (int) s[fp + x],
                memory);
            pc += 3;
          }
          case Op.STORE16 -> {
            LinearMemory.put16(
                writable,
                (s[fp + (w >>> 16)] & 0xffffffffL) + (code[pc + 2] & 0xffffffffL),
                (int) s[fp + x],
                memory);
            pc += 3;
          }
          case Op.STORE32 -> {
            LinearMemory.put32(
                writable,
                (s[fp + (w >>> 16)] & 0xffffffffL) + (code[pc + 2] & 0xffffffffL),
                (int) s[fp + x],
                memory);
            pc += 3;
          }
          case Op.STORE64 -> {
            LinearMemory.put64(
                writable,
                (s[fp + (w >>> 16)] & 0xffffffffL) + (code[pc + 2] & 0xffffffffL),
                s[fp + x],
                memory);
            pc += 3;
          }
          case Op.BRI_EQ -> {
            if ((int) s[fp + (w >>> 16)] == (int) s[fp + x]) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRI_NE -> {
            if ((int) s[fp + (w >>> 16)] != (int) s[fp + x]) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRI_LTS -> {
            if ((int) s[fp + (w >>> 16)] < (int) s[fp + x]) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRI_LTU -> {
            if ((int) s[fp + (w >>> 16)] + Integer.MIN_VALUE
                < (int) s[fp + x] + Integer.MIN_VALUE) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRI_LES -> {
            if ((int) s[fp + (w >>> 16)] <= (int) s[fp + x]) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRI_LEU -> {
            if ((int) s[fp + (w >>> 16)] + Integer.MIN_VALUE
                <= (int) s[fp + x] + Integer.MIN_VALUE) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRI_EQI -> {
            if ((int) s[fp + (w >>> 16)] == x) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRI_NEI -> {
            if ((int) s[fp + (w >>> 16)] != x) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRI_LTSI -> {
            if ((int) s[fp + (w >>> 16)] < x) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRI_LTUI -> {
            if ((int) s[fp + (w >>> 16)] + Integer.MIN_VALUE < x + Integer.MIN_VALUE) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRI_GTSI -> {
            if ((int) s[fp + (w >>> 16)] > x) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRI_GTUI -> {
            if ((int) s[fp + (w >>> 16)] + Integer.MIN_VALUE > x + Integer.MIN_VALUE) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRL_EQ -> {
            if (s[fp + (w >>> 16)] == s[fp + x]) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRL_NE -> {
            if (s[fp + (w >>> 16)] != s[fp + x]) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRL_LTS -> {
            if (s[fp + (w >>> 16)] < s[fp + x]) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRL_LTU -> {
            if (s[fp + (w >>> 16)] + Long.MIN_VALUE < s[fp + x] + Long.MIN_VALUE) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRL_LES -> {
            if (s[fp + (w >>> 16)] <= s[fp + x]) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRL_LEU -> {
            if (s[fp + (w >>> 16)] + Long.MIN_VALUE <= s[fp + x] + Long.MIN_VALUE) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRL_EQI -> {
            if (s[fp + (w >>> 16)] == x) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRL_NEI -> {
            if (s[fp + (w >>> 16)] != x) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRL_LTSI -> {
            if (s[fp + (w >>> 16)] < x) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRL_LTUI -> {
            if (s[fp + (w >>> 16)] + Long.MIN_VALUE < x + Long.MIN_VALUE) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRL_GTSI -> {
            if (s[fp + (w >>> 16)] > x) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRL_GTUI -> {
            if (s[fp + (w >>> 16)] + Long.MIN_VALUE > x + Long.MIN_VALUE) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRD_EQ -> {
            if (Double.longBitsToDouble(s[fp + (w >>> 16)]) == Double.longBitsToDouble(s[fp + x])) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRD_NE -> {
            if (Double.longBitsToDouble(s[fp + (w >>> 16)]) != Double.longBitsToDouble(s[fp + x])) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRD_LT -> {
            if (Double.longBitsToDouble(s[fp + (w >>> 16)]) < Double.longBitsToDouble(s[fp + x])) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRD_LE -> {
            if (Double.longBitsToDouble(s[fp + (w >>> 16)]) <= Double.longBitsToDouble(s[fp + x])) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRD_NLT -> {
            if (!(Double.longBitsToDouble(s[fp + (w >>> 16)])
                < Double.longBitsToDouble(s[fp + x]))) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BRD_NLE -> {
            if (!(Double.longBitsToDouble(s[fp + (w >>> 16)])
                <= Double.longBitsToDouble(s[fp + x]))) {
              ticks += code[pc + 3];
              pc = code[pc + 2];
              if (ticks > limit) {
                reason = LIMIT;
                break run;
              }
            } else {
              pc += 4;
            }
          }
          case Op.BR -> {
            ticks += code[pc + 3];
            pc = code[pc + 2];
            if (ticks > limit) {
              reason = LIMIT;
              break run;
            }
          }
          case Op.BR_TABLE -> {
            int i = (int) s[fp + (w >>> 16)];
            pc += 2 + 2 * (i >= 0 && i < x ? i : x);
            ticks += code[pc + 1];
            pc = code[pc];
            if (ticks > limit) {
              reason = LIMIT;
              break run;
            }
          }
          case Op.CALL -> {
            FunctionInstance callee = functions[x];
            int frame = fp + (w >>> 16);
            int[] target = callee.looped;
            if (target == null || frame + callee.frameSlots > s.length || depth == frames.length) {
              reason = CALL;
              break run;
            }
            frames[depth] = function;
            returns[depth++] = (long) fp << 32 | (pc + Calls.WORDS);
            function = callee;
            code = target;
            fp = frame;
            pc = 0;
            for (int i = fp + callee.parameterSlots, end = fp + callee.localSlots; i < end; i++) {
              s[i] = 0;
            }
            ticks += callee.entryTicks;
            if (ticks > limit) {
              reason = LIMIT;
              break run;
            }
          }
          case Op.CALL_INDIRECT -> {
            TableInstance table = tables[code[pc + 2]];
            long index = s[fp + code[pc + 3]] & 0xffffffffL;
            long reference = index < table.size ? table.elements[(int) index] : 0;
            FunctionInstance callee =
                reference == 0 ? function : functions[(int) (reference >>> 3)];
            int frame = fp + (w >>> 16);
            int[] target = callee.looped;
            if (reference == 0
                || callee.typeId != x
                || callee.instance != function.instance
                || target == null
                || frame + callee.frameSlots > s.length
                || depth == frames.length) {
              reason = CALL;
              break run;
            }
            frames[depth] = function;
            returns[depth++] = (long) fp << 32 | (pc + Calls.WORDS);
            function = callee;
            code = target;
            fp = frame;
            pc = 0;
            for (int i = fp + callee.parameterSlots, end = fp + callee.localSlots; i < end; i++) {
              s[i] = 0;
            }
            ticks += callee.entryTicks;
            if (ticks > limit) {
              reason = LIMIT;
              break run;
            }
          }
          case Op.CALL_REF -> {
            long reference = s[fp + code[pc + 3]];
            FunctionInstance callee =
                reference == 0 ? function : functions[(int) (reference >>> 3)];
            int frame = fp + (w >>> 16);
            int[] target = callee.looped;
            if (reference == 0
                || callee.instance != function.instance
                || target == null
                || frame + callee.frameSlots > s.length
                || depth == frames.length) {
              reason = CALL;
              break run;
            }
            frames[depth] = function;
            returns[depth++] = (long) fp << 32 | (pc + Calls.WORDS);
            function = callee;
            code = target;
            fp = frame;
            pc = 0;
            for (int i = fp + callee.parameterSlots, end = fp + callee.localSlots; i < end; i++) {
              s[i] = 0;
            }
            ticks += callee.entryTicks;
            if (ticks > limit) {
              reason = LIMIT;
              break run;
            }
          }
          case Op.RETURN0 -> {
            long to = returns[--depth];
            FunctionInstance caller = frames[depth];
            fp = (int) (to >>> 32);
            pc = (int) to;
            code = caller.code;
            if (caller.instance != function.instance || caller.hot != null) {
              function = caller;
              reason = RELOAD;
              break run;
            }
            function = caller;
            ticks += code[pc - 1];
            if (ticks > limit) {
              reason = LIMIT;
              break run;
            }
          }
          case Op.RETURN1 -> {
            s[fp] = s[fp + (w >>> 16)];
            long to = returns[--depth];
            FunctionInstance caller = frames[depth];
            fp = (int) (to >>> 32);
            pc = (int) to;
            code = caller.code;
            if (caller.instance != function.instance || caller.hot != null) {
              function = caller;
              reason = RELOAD;
              break run;
            }
            function = caller;
            ticks += code[pc - 1];
            if (ticks > limit) {
              reason = LIMIT;
              break run;
            }
          }
          case Op.RETURN_N -> {
            System.arraycopy(s, fp + (w >>> 16), s, fp, x);
            long to = returns[--depth];
            FunctionInstance caller = frames[depth];
            fp = (int) (to >>> 32);
            pc = (int) to;
            code = caller.code;
            if (caller.instance != function.instance || caller.hot != null) {
              function = caller;
              reason = RELOAD;
              break run;
            }
            function = caller;
            ticks += code[pc - 1];
            if (ticks > limit) {
              reason = LIMIT;
              break run;
            }
          }
          case Op.RARE -> {
            rare.execute(x & 0xffff, code, pc, s, fp + (w >>> 16), function);
            pc += x >>> 16;
            if (memory != null) {
              readable = memory.readable;
              writable = memory.writable;
            }
          }
          case Op.COUNT -> {
            path[depth].counts[x]++;
            pc += 2;
          }
          case Op.ENTER -> {
            Profiler.enter(m, depth, function);
            pc += 2;
          }
          case Op.GREW -> {
            Profiler.grew(m, function, code, pc, ticks);
            pc += 4;
          }
          case Op.CHECK -> {
            if (ticks >= limit) {
              reason = LIMIT;
              break run;
            }
            ticks++;
            pc++;
          }
          case Op.CALL_OUT -> {
            reason = CALL;
            break run;
          }
          case Op.LEAVE -> {
            reason = LEAVE;
            break run;
          }
          case Op.THROW -> {
            reason = THROW;
            break run;
          }
          case Op.BREAK -> {
            reason = BREAK;
            break run;
          }
          case Op.HALT -> {
            reason = DONE;
            break run;
          }
          default -> pc += Uncommon.execute(w, x, code[pc + 2], s, fp);
        }
      }
    } catch (TrapException trap) {
      m.trap = trap;
      reason = TRAP;
    } catch (WatchHit hit) {
      reason = WATCH;
    }
    m.ticks = ticks;
    m.function = function;
    m.fp = fp;
    m.pc = pc;
    m.depth = depth;
    return reason;
  }
}
