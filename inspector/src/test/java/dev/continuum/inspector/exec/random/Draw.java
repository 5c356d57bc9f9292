package dev.continuum.inspector.exec.random;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Draws numbers; those at the edges of types more often than others. */
final class Draw {
  private static final long[] LONGS = {
    0,
    1,
    -1,
    2,
    7,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffff_ffffL,
    0x1_0000_0000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    0x8080_8080_8080_8080L,
    0x3ff0_0000_0000_0000L,
    0x7ff0_0000_0000_0000L
  };
  private static final String[] FLOATS = {
    "0",
    "-0",
    "1",
    "-1",
    "0.5",
    "1.5",
    "-2.5",
    "inf",
    "-inf",
    "nan",
    "-nan",
    "3.4e38",
    "1e-45",
    "2147483648",
    "-2147483649",
    "4294967296",
    "9223372036854775808",
    "16777217",
    "0.1",
    "65536.7"
  };

  private final RandomGenerator random;

  Draw(long seed) {
    random = new Random(seed * 0x9e37_79b9_7f4a_7c15L + 1);
  }

  /** Draws what bytes say, and zeros behind them. */
  Draw(byte[] choices) {
    random = new Choices(ByteBuffer.wrap(choices));
  }

  /** A byte for each draw of a small number. */
  private record Choices(ByteBuffer bytes) implements RandomGenerator {
    @Override
    public long nextLong() {
      long value = 0;
      for (int i = 0; i < 8 && bytes.hasRemaining(); i++) {
        value = value << 8 | bytes.get() & 0xff;
      }
      return value;
    }

    @Override
    public int nextInt() {
      return (int) nextLong();
    }

    @Override
    public int nextInt(int bound) {
      if (bound > 256) {
        return Math.floorMod(nextInt(), bound);
      }
      return bytes.hasRemaining() ? (bytes.get() & 0xff) % bound : 0;
    }
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number from one bound to the other, both included. */
  int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  /** True once in a number of times. */
  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  String of(String... words) {
    return words[random.nextInt(words.length)];
  }

  long i64() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextInt(64) - 8;
      default -> LONGS[random.nextInt(LONGS.length)];
    };
  }

  int i32() {
    return random.nextInt(4) == 0 ? (int) (i64() >>> 32) : (int) i64();
  }

  String f64() {
    return switch (random.nextInt(6)) {
      case 0 -> Double.toHexString(Double.longBitsToDouble(finite(random.nextLong())));
      case 1 -> Integer.toString(random.nextInt());
      default -> FLOATS[random.nextInt(FLOATS.length)];
    };
  }

  /** Bits of a number that has an end: the exponent of infinity and NaN is left out. */
  private static long finite(long bits) {
    return (bits >>> 52 & 0x7ff) == 0x7ff ? bits & ~(1L << 62) : bits;
  }

  String f32() {
    return switch (random.nextInt(6)) {
      case 0 -> Float.toHexString(random.nextFloat() * 1e6f);
      case 1 -> Integer.toString(random.nextInt(1 << 24));
      case 2 -> "nan:0x" + Integer.toHexString(1 + random.nextInt(0x7ffffe));
      default -> FLOATS[random.nextInt(FLOATS.length)];
    };
  }
}
