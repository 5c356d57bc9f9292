package dev.continuum.inspector.debug.value;

import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.text.print.FloatText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes values for people to read. */
final class ValueText {
  private static final String CUT = "…";

  private ValueText() {}

  static String of(Value value, ValueFormat format) {
    return switch (value) {
      case Value.I32(int number) -> integer(number, format);
      case Value.I64(long number) -> integer(number, format);
      case Value.F32(int bits) ->
          switch (format) {
            case HEX, POINTER -> integer(bits, format);
            default -> FloatText.of32(bits);
          };
      case Value.F64(long bits) ->
          switch (format) {
            case HEX, POINTER -> integer(bits, format);
            default -> FloatText.of64(bits);
          };
      case Value.V128 vector -> vector(vector, format);
      case Value.Reference reference -> reference(reference);
      case Value.Text(String text, boolean cut) -> {
        String shown =
            format == ValueFormat.STRING ? withoutControls(text) : Identifiers.quoted(text);
        yield cut ? shown + CUT : shown;
      }
    };
  }

  private static String integer(int value, ValueFormat format) {
    return switch (format) {
      case SIGNED -> Integer.toString(value);
      case UNSIGNED -> Integer.toUnsignedString(value);
      case HEX -> "0x" + Integer.toHexString(value);
      case FLOAT -> FloatText.of32(value);
      case CHARACTER -> character(value);
      case POINTER -> padded(value & 0xffff_ffffL, 8);
      case STRING -> bytes(4, value, 0);
    };
  }

  private static String integer(long value, ValueFormat format) {
    return switch (format) {
      case SIGNED -> Long.toString(value);
      case UNSIGNED -> Long.toUnsignedString(value);
      case HEX -> "0x" + Long.toHexString(value);
      case FLOAT -> FloatText.of64(value);
      case CHARACTER -> value == (int) value ? character((int) value) : Long.toString(value);
      case POINTER -> padded(value, 16);
      case STRING -> bytes(8, value, 0);
    };
  }

  private static String padded(long bits, int digits) {
    String hex = Long.toHexString(bits);
    return "0x" + "0".repeat(digits - hex.length()) + hex;
  }

  /** A character in quotes; a number that is none stays a number. */
  private static String character(int value) {
    boolean scalar = Character.isValidCodePoint(value) && (value < 0xd800 || value > 0xdfff);
    if (!scalar) {
      return Integer.toString(value);
    }
    return switch (value) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      default -> {
        String quoted = Identifiers.quoted(Character.toString(value));
        yield "'" + quoted.substring(1, quoted.length() - 1) + "'";
      }
    };
  }

  private static String vector(Value.V128 vector, ValueFormat format) {
    if (format == ValueFormat.STRING || format == ValueFormat.CHARACTER) {
      return bytes(16, vector.low(), vector.high());
    }
    StringBuilder text = new StringBuilder(format == ValueFormat.FLOAT ? "f32x4" : "i32x4");
    for (int lane = 0; lane < 4; lane++) {
      long half = lane < 2 ? vector.low() : vector.high();
      int bits = (int) (half >>> 32 * (lane & 1));
      text.append(' ')
          .append(
              switch (format) {
                case SIGNED, UNSIGNED, FLOAT -> integer(bits, format);
                default -> padded(bits & 0xffff_ffffL, 8);
              });
    }
    return text.toString();
  }

  private static String reference(Value.Reference reference) {
    String type = reference.type();
    return reference.isNull() ? "null" : type + " 0x" + Long.toHexString(reference.bits());
  }

  private static String bytes(int count, long low, long high) {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(low).putLong(high);
    return Identifiers.quoted(new String(bytes.array(), 0, count, StandardCharsets.UTF_8));
  }

  /**
   * The text with what would steer a terminal, or turn the direction of writing around, made
   * visible: it comes from the guest.
   */
  private static String withoutControls(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
            clean.append("\\u{").append(Integer.toHexString(c)).append('}');
          } else {
            clean.appendCodePoint(c);
          }
        });
    return clean.toString();
  }
}
