package dev.continuum.inspector.exec;

import dev.continuum.inspector.valid.DefinedType;
import dev.continuum.inspector.valid.TypeCode;

/**
 * How the objects of a structure or array type lie in the heap. The fields of a structure take a
 * word each, two for a vector; the elements of an array lie as close as their type allows.
 */
final class HeapLayout {
  private static final int WORD = 8;

  private final DefinedType type;
  private final int[] offsets;
  private final int[] references;
  private final int words;

  HeapLayout(DefinedType type) {
    this.type = type;
    offsets = new int[type.parts.length];
    int offset = WORD;
    int found = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = offset;
      offset += Math.max(WORD, size(type.parts[i]));
      found += TypeCode.isReference(type.parts[i]) ? 1 : 0;
    }
    words = offset / WORD;
    references = new int[found];
    for (int i = offsets.length - 1; i >= 0; i--) {
      if (TypeCode.isReference(type.parts[i])) {
        references[--found] = offsets[i];
      }
    }
  }

  /** The bytes that a value of a storage type takes among others of its kind. */
  static int size(int storage) {
    return switch (storage) {
      case TypeCode.I8 -> 1;
      case TypeCode.I16 -> 2;
      case TypeCode.I32, TypeCode.F32 -> 4;
      case TypeCode.V128 -> 16;
      default -> 8;
    };
  }

  int typeId() {
    return type.id;
  }

  DefinedType type() {
    return type;
  }

  /** The size of a structure in words, its head included. */
  int words() {
    return words;
  }

  /** Where a field lies, in bytes from the start of the structure. */
  int offset(int field) {
    return offsets[field];
  }

  /** The code of the storage type of a field, or with 0 of the elements. */
  int storage(int field) {
    return type.parts[field];
  }

  /** The offsets of the fields that are references. */
  int[] references() {
    return references;
  }

  /** Whether the elements of an array are references. */
  boolean hasReferences() {
    return references.length > 0;
  }

  /** The bytes an element of an array takes: 1, 2, 4, 8 or 16. */
  int elementSize() {
    return size(type.parts[0]);
  }
}
