package dev.continuum.inspector.binary;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of the things in a module, by kind and index. Names of things it lacks are dropped. */
final class Names {
  /** The parts of the name section, by their id (appendix "Custom Sections" and its proposals). */
  static final List<String> KINDS =
      List.of(
          "module",
          "function",
          "local",
          "label",
          "type",
          "table",
          "memory",
          "global",
          "element",
          "data",
          "field",
          "tag");

  static final int MODULE = 0;
  static final int FUNCTION = 1;
  static final int LOCAL = 2;
  static final int LABEL = 3;
  static final int TYPE = 4;
  static final int TABLE = 5;
  static final int MEMORY = 6;
  static final int GLOBAL = 7;
  static final int ELEMENT = 8;
  static final int DATA = 9;
  static final int FIELD = 10;
  static final int TAG = 11;

  private final int[] sizes = new int[KINDS.size()];
  private final @Nullable String[][] names = new String[KINDS.size()][];
  private @Nullable String module;

  Names(
      int types,
      int functions,
      int tables,
      int memories,
      int globals,
      int tags,
      int elements,
      int data) {
    sizes[TYPE] = types;
    sizes[FUNCTION] = functions;
    sizes[TABLE] = tables;
    sizes[MEMORY] = memories;
    sizes[GLOBAL] = globals;
    sizes[TAG] = tags;
    sizes[ELEMENT] = elements;
    sizes[DATA] = data;
    Arrays.setAll(names, kind -> NONE);
  }

  private static final @Nullable String[] NONE = {};

  @Nullable String module() {
    return module;
  }

  void module(String name) {
    module = name;
  }

  void put(int kind, int index, String name) {
    if (index < 0 || index >= sizes[kind]) {
      return;
    }
    if (names[kind].length == 0) {
      names[kind] = new String[sizes[kind]];
    }
    if (names[kind][index] == null) {
      names[kind][index] = name;
    }
  }

  boolean has(int kind) {
    return names[kind].length > 0;
  }

  @Nullable String get(int kind, int index) {
    return has(kind) ? names[kind][index] : null;
  }
}
