package dev.continuum.inspector.syntax;

/** How a type index is written when a type is printed. */
@FunctionalInterface
public interface TypeNames {
  /** Writes plain numbers. */
  TypeNames NUMBERS = Integer::toString;

  /** The text for a type index: a number, or an identifier such as {@code $point}. */
  String of(int typeIndex);
}
