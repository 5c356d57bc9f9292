package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.text.Keyword;
import dev.continuum.inspector.text.Refusal;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;

/** Vector constants: a shape, and as many numbers as it has lanes. */
public final class VectorConstants {
  private VectorConstants() {}

  /**
   * Takes the shape and the lanes of a constant, and writes its 16 bytes.
   *
   * @throws Refusal when something else stands there
   */
  public static void take(TokenReader in, BinaryWriter out) throws Refusal {
    Keyword shape = in.keyword();
    int lanes = shape == null ? 0 : shape.lanes();
    if (shape == null || lanes == 0) {
      throw in.unexpected("the shape of a vector, such as i32x4");
    }
    in.advance();
    for (int lane = 0; lane < lanes; lane++) {
      if (in.tree().isNotedAlready(in.at())) {
        throw in.unexpected("a number");
      }
      if (!in.is(TokenKind.NUMBER)) {
        throw in.refuse(in.at(), wrongNumber(shape) + ", found " + lane);
      }
      switch (shape) {
        case F32X4 -> out.fixed32(in.float32());
        case F64X2 -> out.fixed64(in.float64());
        default -> {
          int bits = 128 / lanes;
          long value = in.integer(bits, "constant out of range");
          for (int shift = 0; shift < bits; shift += 8) {
            out.u8((int) (value >>> shift));
          }
        }
      }
    }
    if (in.is(TokenKind.NUMBER)) {
      throw in.refuse(in.at(), wrongNumber(shape) + ", found more");
    }
  }

  private static String wrongNumber(Keyword shape) {
    return "wrong number of lane literals: " + shape.text() + " has " + shape.lanes();
  }
}
