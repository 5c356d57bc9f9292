package dev.continuum.inspector.exec;

import dev.continuum.inspector.valid.TypeCode;

/** How many slots values take: two for a vector, one for anything else. */
final class Slots {
  private Slots() {}

  static int of(int type) {
    return type == TypeCode.V128 ? 2 : 1;
  }

  static int count(int[] types) {
    int slots = 0;
    for (int type : types) {
      slots += of(type);
    }
    return slots;
  }
}
