package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.PackedType;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.StorageType;
import dev.continuum.inspector.syntax.VectorType;
import dev.continuum.inspector.text.TextRange;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes a value one of a place's type, if nothing is lost. */
final class Fit {
  /** The type of the place, or null when it holds references. */
  private final @Nullable DataType type;

  private final Place place;

  Fit(Place place, Node node, Scope scope) throws ExpressionException {
    this.place = place;
    this.type = type(place, node, scope);
  }

  private static @Nullable DataType type(Place place, Node node, Scope scope)
      throws ExpressionException {
    switch (place) {
      case Place.Memory memory -> {
        return memory.type();
      }
      case Place.TableSlot slot -> {
        return null;
      }
      case Place.Field(Value.Reference reference, long index) -> {
        HeapObject object = scope.object(reference);
        if (object == null) {
          throw new IllegalStateException("no object where there was one: " + reference);
        }
        if (!object.isMutable(index)) {
          throw immutable(node, "the field is not declared (mut …)");
        }
        return storage(object.storage(index));
      }
      case Place.Global(int index) -> {
        if (!scope.isMutableGlobal(index)) {
          throw immutable(node, "the global is not declared (mut …)");
        }
        return current(node, scope);
      }
      case Place.Local local -> {
        return current(node, scope);
      }
      case Place.Stack stack -> {
        return current(node, scope);
      }
    }
  }

  private static ExpressionException immutable(Node node, String why) {
    return node.error(
        Kind.IMMUTABLE, why + ", and code may rely on that; change what is computed from it");
  }

  private static @Nullable DataType storage(StorageType storage) {
    return switch (storage) {
      case PackedType packed -> packed == PackedType.I8 ? DataType.I8 : DataType.I16;
      case NumberType number ->
          switch (number) {
            case I32 -> DataType.I32;
            case I64 -> DataType.I64;
            case F32 -> DataType.F32;
            case F64 -> DataType.F64;
          };
      case VectorType vector -> DataType.V128;
      case ReferenceType reference -> null;
    };
  }

  /** The type of what the place holds now, which never changes. */
  private static @Nullable DataType current(Node node, Scope scope) throws ExpressionException {
    Cell cell = new Cell();
    node.evaluate(scope, cell);
    return switch (cell.kind) {
      case I32 -> DataType.I32;
      case I64 -> DataType.I64;
      case F32 -> DataType.F32;
      case F64 -> DataType.F64;
      case V128 -> DataType.V128;
      case REFERENCE -> null;
      case TEXT -> throw new IllegalStateException("a frame holds no strings");
    };
  }

  /**
   * Changes what a cell holds to the place's type.
   *
   * @param range what to blame
   */
  void apply(Cell cell, TextRange range) throws ExpressionException {
    if (type == null) {
      require(
          cell.kind == Cell.Kind.REFERENCE, "a reference", "; write null or another", cell, range);
      return;
    }
    switch (type) {
      case F32, F64 -> toFloat(cell, range);
      case V128 ->
          require(
              cell.kind == Cell.Kind.V128, "a v128", "; read one with memory[…]:v128", cell, range);
      case TEXT -> toText(cell, range);
      default -> toInteger(type, cell, range);
    }
  }

  private static void require(
      boolean fits, String wanted, String advice, Cell cell, TextRange range)
      throws ExpressionException {
    if (!fits) {
      throw new ExpressionException(
          Kind.TYPE_MISMATCH,
          range,
          "the place holds %s, and this is %s%s".formatted(wanted, cell.kind.words, advice));
    }
  }

  private void toInteger(DataType type, Cell cell, TextRange range) throws ExpressionException {
    require(
        cell.kind.isInteger(),
        "an integer",
        "; convert it with %s(…)".formatted(type.word()),
        cell,
        range);
    int bits = type.width() * 8;
    if (bits < 64) {
      long least = type.isUnsigned() ? 0 : -1L << bits - 1;
      long most = (1L << bits) - 1;
      if (cell.low < least || cell.low > most) {
        throw new ExpressionException(
            Kind.DOES_NOT_FIT,
            range,
            "%d does not fit %s, which holds %d to %d; cut it with %s(…) if that is meant"
                .formatted(cell.low, type.word(), least, most, type.word()));
      }
    }
    // A packed field is read without sign, and here the value is as it will be read.
    boolean packed = place instanceof Place.Field;
    switch (type) {
      case I8 -> cell.setI32(packed ? (int) cell.low & 0xff : (byte) cell.low);
      case I16 -> cell.setI32(packed ? (int) cell.low & 0xffff : (short) cell.low);
      case U8, U16, I32 -> cell.setI32((int) cell.low);
      default -> cell.setI64(cell.low);
    }
  }

  private void toFloat(Cell cell, TextRange range) throws ExpressionException {
    boolean single = type == DataType.F32;
    require(cell.kind.isNumber(), single ? "an f32" : "an f64", "", cell, range);
    if (cell.kind.isInteger()) {
      long value = cell.low;
      double converted = single ? (float) value : (double) value;
      // Long.MAX_VALUE becomes 2⁶³, which (long) would bring back to it.
      if (converted == 0x1p63 || (long) converted != value) {
        throw new ExpressionException(
            Kind.DOES_NOT_FIT,
            range,
            "%d has more digits than %s holds; round it with %2$s(…) if that is meant"
                .formatted(value, single ? "f32" : "f64"));
      }
    }
    if (single && cell.kind != Cell.Kind.F32) {
      toSingle(cell, range);
    } else if (!single) {
      cell.setDouble(cell.asDouble());
    }
  }

  /** Rounds: few decimal fractions are exact in any width, and those typed in are meant so. */
  private static void toSingle(Cell cell, TextRange range) throws ExpressionException {
    double value = cell.asDouble();
    float rounded = (float) value;
    if (Float.isInfinite(rounded) && !Double.isInfinite(value)) {
      throw new ExpressionException(
          Kind.DOES_NOT_FIT,
          range,
          Value.of(value) + " is larger than any f32; write inf if that is meant");
    }
    cell.setFloat(rounded);
  }

  private void toText(Cell cell, TextRange range) throws ExpressionException {
    require(cell.kind == Cell.Kind.TEXT, "a string", "; write it in \"…\"", cell, range);
    long room = place instanceof Place.Memory memory ? memory.length() : 0;
    int length = cell.text.getBytes(StandardCharsets.UTF_8).length;
    if (length > room) {
      throw new ExpressionException(
          Kind.DOES_NOT_FIT,
          range,
          "the string has %d bytes, and the place %d; shorten it or give the place more"
              .formatted(length, room));
    }
  }
}
