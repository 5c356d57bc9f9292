package dev.continuum.inspector.text.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that a script passes, or expects. Numbers are kept as bits. */
public sealed interface ScriptValue {
  /** A 32-bit integer. */
  record I32(int value) implements ScriptValue {}

  /** A 64-bit integer. */
  record I64(long value) implements ScriptValue {}

  /** A 32-bit floating-point number, by its bits. */
  record F32(int bits) implements ScriptValue {}

  /** A 64-bit floating-point number, by its bits. */
  record F64(long bits) implements ScriptValue {}

  /**
   * A vector.
   *
   * @param low its bytes 0 to 7, the first lowest
   * @param high its bytes 8 to 15
   */
  record V128(long low, long high) implements ScriptValue {}

  /** A vector some of whose lanes are only described; each is an F32, F64 or NaN. */
  record Lanes(List<ScriptValue> lanes) implements ScriptValue {
    public Lanes {
      lanes = List.copyOf(lanes);
    }
  }

  /**
   * Any NaN of a kind.
   *
   * @param wide whether of 64 bits
   * @param canonical whether the payload has its highest bit alone; otherwise that bit is set and
   *     others may be
   */
  record NaN(boolean wide, boolean canonical) implements ScriptValue {}

  /**
   * A null reference.
   *
   * @param heapType the word of the heap type, or null when any null will do
   */
  record Null(@Nullable String heapType) implements ScriptValue {}

  /**
   * A reference that the script names by a number.
   *
   * @param kind {@code extern} or {@code host}
   */
  record Host(String kind, int number) implements ScriptValue {}

  /**
   * Any reference of a kind that is not null.
   *
   * @param kind {@code func}, {@code extern}, {@code struct}, {@code array}, {@code i31}, {@code
   *     eq}, {@code any} or {@code exn}
   */
  record Reference(String kind) implements ScriptValue {}

  /** One of several values. */
  record Either(List<ScriptValue> values) implements ScriptValue {
    public Either {
      values = List.copyOf(values);
    }
  }
}
