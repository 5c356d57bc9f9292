package dev.continuum.inspector.script;

import dev.continuum.inspector.exec.Engine;
import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.text.script.ScriptValue;
import dev.continuum.inspector.valid.TypeCode;
import java.util.List;
import java.util.Locale;

/** Turns the values of scripts into slots, and compares results with what a script expects. */
final class ScriptValues {
  private static final int F32_QUIET = 0x7fc00000;
  private static final long F64_QUIET = 0x7ff8000000000000L;

  private final Engine engine;

  ScriptValues(Engine engine) {
    this.engine = engine;
  }

  /** The slots of arguments. */
  static long[] slots(List<ScriptValue> values) {
    long[] slots = new long[values.size() * 2];
    int at = 0;
    for (ScriptValue value : values) {
      switch (value) {
        case ScriptValue.I32 number -> slots[at++] = number.value();
        case ScriptValue.I64 number -> slots[at++] = number.value();
        case ScriptValue.F32 number -> slots[at++] = number.bits();
        case ScriptValue.F64 number -> slots[at++] = number.bits();
        case ScriptValue.V128 vector -> {
          slots[at++] = vector.low();
          slots[at++] = vector.high();
        }
        case ScriptValue.Null none -> slots[at++] = 0;
        case ScriptValue.Host host -> slots[at++] = Engine.hostReference(host.number());
        default -> throw new IllegalArgumentException("cannot be passed: " + value);
      }
    }
    return java.util.Arrays.copyOf(slots, at);
  }

  /** Whether results are what is expected. */
  boolean match(List<ScriptValue> expected, int[] types, long[] slots) {
    if (expected.size() != types.length) {
      return false;
    }
    int at = 0;
    for (int i = 0; i < types.length; i++) {
      if (!match(expected.get(i), types[i], slots, at)) {
        return false;
      }
      at += Engine.slots(types[i]);
    }
    return true;
  }

  private boolean match(ScriptValue expected, int type, long[] slots, int at) {
    long low = slots[at];
    return switch (expected) {
      case ScriptValue.I32 number -> type == TypeCode.I32 && (int) low == number.value();
      case ScriptValue.I64 number -> type == TypeCode.I64 && low == number.value();
      case ScriptValue.F32 number -> type == TypeCode.F32 && (int) low == number.bits();
      case ScriptValue.F64 number -> type == TypeCode.F64 && low == number.bits();
      case ScriptValue.NaN nan ->
          nan.wide()
              ? type == TypeCode.F64 && isNaN(low, nan.canonical())
              : type == TypeCode.F32 && isNaN((int) low, nan.canonical());
      case ScriptValue.V128 vector ->
          type == TypeCode.V128 && low == vector.low() && slots[at + 1] == vector.high();
      case ScriptValue.Lanes lanes -> type == TypeCode.V128 && lanes(lanes.lanes(), slots, at);
      case ScriptValue.Either either ->
          either.values().stream().anyMatch(value -> match(value, type, slots, at));
      case ScriptValue.Null none -> TypeCode.isReference(type) && low == 0;
      case ScriptValue.Host host ->
          TypeCode.isReference(type) && low == Engine.hostReference(host.number());
      case ScriptValue.Reference reference ->
          TypeCode.isReference(type) && low != 0 && isA(low, reference.kind());
    };
  }

  private static boolean isNaN(int bits, boolean canonical) {
    int payload = bits & Integer.MAX_VALUE;
    return canonical ? payload == F32_QUIET : (payload & F32_QUIET) == F32_QUIET;
  }

  private static boolean isNaN(long bits, boolean canonical) {
    long payload = bits & Long.MAX_VALUE;
    return canonical ? payload == F64_QUIET : (payload & F64_QUIET) == F64_QUIET;
  }

  private boolean lanes(List<ScriptValue> lanes, long[] slots, int at) {
    for (int i = 0; i < lanes.size(); i++) {
      boolean wide = lanes.size() == 2;
      long bits = wide ? slots[at + i] : (int) (slots[at + i / 2] >>> 32 * (i % 2));
      if (!match(lanes.get(i), wide ? TypeCode.F64 : TypeCode.F32, new long[] {bits}, 0)) {
        return false;
      }
    }
    return true;
  }

  private boolean isA(long reference, String kind) {
    return engine.isA(reference, AbstractHeapType.valueOf(kind.toUpperCase(Locale.ROOT)));
  }
}
