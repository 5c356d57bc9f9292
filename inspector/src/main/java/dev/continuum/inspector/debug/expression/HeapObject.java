package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.syntax.StorageType;

/**
 * What a reference means: a structure with its fields, an array with its elements, an exception
 * with its arguments, or an i31 with its number.
 */
public interface HeapObject {
  /** What it is made of. */
  enum Shape {
    STRUCTURE("a structure"),
    ARRAY("an array"),
    EXCEPTION("an exception"),
    /** A number that counts as one field, an {@code i32}. */
    I31("an i31");

    private final String words;

    Shape(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  Shape shape();

  /** How many fields, elements or arguments it has. */
  long length();

  /** What a field holds; all elements of an array are alike. */
  StorageType storage(long index);

  boolean isMutable(long index);

  /** The value of a field; a packed one is zero-extended. */
  void get(long index, Cell cell);

  /** The names of the fields, without the {@code $}, by index; fewer when the last have none. */
  Iterable<String> fieldNames();
}
