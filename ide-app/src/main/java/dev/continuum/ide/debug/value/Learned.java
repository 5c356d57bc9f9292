package dev.continuum.ide.debug.value;

import dev.continuum.inspector.debug.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a guest has said about a row; its texts are harmless and short.
 *
 * @param key tells the place apart from any other of the session, so that a value can be compared
 *     with the one before; null where it cannot
 * @param name what the part of an object is called there, without the {@code $}; empty elsewhere
 * @param type in the text format
 * @param text the value in the form that was asked for
 * @param full the value for the clipboard, longer than there is room for
 * @param value null when there is none
 * @param parts how many fields or elements the row can be opened for
 * @param array whether the parts are written with brackets
 * @param problem why there is no value; empty when there is one
 */
record Learned(
    @Nullable Object key,
    String name,
    String type,
    String text,
    String full,
    @Nullable Value value,
    long parts,
    boolean array,
    String problem) {
  static Learned failed(String problem) {
    return new Learned(null, "", "", "", "", null, 0, false, problem);
  }
}
