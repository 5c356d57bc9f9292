package dev.continuum.targets.runner;

import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.Val;
import io.github.kawamuray.wasmtime.WasmFunctionError;
import io.github.kawamuray.wasmtime.WasmtimeException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exported function's parameter types and the values given for them. Wasmtime-Java 0.19 does not
 * tell a function's type, but refuses a wrong call with words that name the right one. Calls are
 * made while the store's epoch deadline has passed: one that happens to be right is stopped at the
 * function's entry and executes nothing.
 */
final class Signature {
  private static final Pattern COUNT = Pattern.compile("expected ([0-9]+) arguments, got");
  private static final Pattern MISMATCH =
      Pattern.compile("argument type mismatch: found (\\w+) but expected (\\w+)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(0[xX][0-9a-fA-F.]+[pP][-+]?[0-9]+|[0-9.]+([eE][-+]?[0-9]+)?)");

  private Signature() {}

  /** The names of the parameter types. The store's epoch deadline must have passed. */
  static List<String> parameters(Store<Void> store, Func function) {
    // Too many arguments for any function: the answer says how many are right.
    Val[] arguments = new Val[1001];
    Arrays.fill(arguments, Val.fromI32(0));
    Matcher count = COUNT.matcher(refusal(store, function, arguments));
    List<String> types = new ArrayList<>();
    if (!count.find()) {
      throw new IllegalStateException("Wasmtime does not tell how many parameters there are.");
    }
    arguments = new Val[Integer.parseInt(count.group(1))];
    Arrays.fill(arguments, Val.fromI32(0));
    for (int i = 0; i < arguments.length; i++) {
      // Arguments are compared from the left, and this is the only i64 that may be wrong.
      arguments[i] = Val.fromI64(0);
      Matcher mismatch = MISMATCH.matcher(refusal(store, function, arguments));
      boolean here = mismatch.find() && mismatch.group(1).equals("i64");
      types.add(here ? mismatch.group(2) : "i64");
      Val value = zero(types.get(i));
      if (value == null) {
        return types; // A type no argument can be given for: what comes after does not matter.
      }
      arguments[i] = value;
    }
    return types;
  }

  private static String refusal(Store<Void> store, Func function, Val[] arguments) {
    try {
      function.call(store, arguments);
      return "";
    } catch (WasmtimeException | WasmFunctionError e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Val zero(String type) {
    switch (type) {
      case "i32":
        return Val.fromI32(0);
      case "i64":
        return Val.fromI64(0);
      case "f32":
        return Val.fromF32(0);
      case "f64":
        return Val.fromF64(0);
      default:
        return null;
    }
  }

  /** Reads one text per parameter; an {@link IllegalArgumentException} says what does not fit. */
  static Val[] values(String export, List<String> types, List<String> texts) {
    for (String type : types) {
      if (zero(type) == null) {
        throw new IllegalArgumentException(
            "“" + export + "” has a parameter of type " + type + ", which cannot be typed in.");
      }
    }
    if (types.size() != texts.size()) {
      throw new IllegalArgumentException(
          "“"
              + export
              + "” takes "
              + types.size()
              + (types.size() == 1 ? " argument" : " arguments")
              + (types.isEmpty() ? "" : " (" + String.join(", ", types) + ")")
              + ", and "
              + texts.size()
              + (texts.size() == 1 ? " was" : " were")
              + " given.");
    }
    Val[] values = new Val[types.size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = value(types.get(i), texts.get(i).trim());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "Argument "
                + (i + 1)
                + " of “"
                + export
                + "”: “"
                + texts.get(i)
                + "” is not an "
                + types.get(i)
                + ".",
            e);
      }
    }
    return values;
  }

  private static Val value(String type, String text) {
    switch (type) {
      case "i32":
        return Val.fromI32(integer(text, 32).intValue());
      case "i64":
        return Val.fromI64(integer(text, 64).longValue());
      case "f32":
        return Val.fromF32(special(text) ? (float) specialValue(text) : Float.parseFloat(text));
      default:
        return Val.fromF64(special(text) ? specialValue(text) : Double.parseDouble(text));
    }
  }

  /** Signed or unsigned, decimal or hexadecimal. */
  private static BigInteger integer(String text, int bits) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
    if (digits.startsWith("-") || digits.startsWith("+")) {
      throw new NumberFormatException(text);
    }
    BigInteger size =
        hexadecimal ? new BigInteger(digits.substring(2), 16) : new BigInteger(digits);
    BigInteger value = negative ? size.negate() : size;
    if (size.signum() < 0
        || value.compareTo(BigInteger.ONE.shiftLeft(bits)) >= 0
        || value.compareTo(BigInteger.ONE.shiftLeft(bits - 1).negate()) < 0) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  private static boolean special(String text) {
    String plain = unsigned(text);
    if (plain.equals("inf") || plain.equals("nan")) {
      return true;
    }
    if (!FLOAT.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return false;
  }

  private static double specialValue(String text) {
    double value = unsigned(text).equals("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
    return text.startsWith("-") ? -value : value;
  }

  private static String unsigned(String text) {
    String plain = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    return plain.toLowerCase(Locale.ROOT);
  }

  /** A result as text that could be given as an argument again. */
  static String text(Val value) {
    switch (value.getType()) {
      case I32:
        return Integer.toString(value.i32());
      case I64:
        return Long.toString(value.i64());
      case F32:
        return real(value.f32(), Float.toString(value.f32()));
      case F64:
        return real(value.f64(), Double.toString(value.f64()));
      default:
        return value.getType().name().toLowerCase(Locale.ROOT);
    }
  }

  private static String real(double value, String finite) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return Double.isInfinite(value) ? (value < 0 ? "-inf" : "inf") : finite;
  }
}
