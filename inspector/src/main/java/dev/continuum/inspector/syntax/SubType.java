package dev.continuum.inspector.syntax;

import java.util.List;

/**
 * A composite type with its place in the hierarchy (specification, "Recursive Types").
 *
 * @param isFinal whether no other type may be declared below this one
 * @param supertypes indices of the types above it; at most one in WebAssembly 3.0
 */
public record SubType(boolean isFinal, List<Integer> supertypes, CompositeType composite) {
  public SubType {
    supertypes = List.copyOf(supertypes);
  }

  /** A type that stands alone, as all do in WebAssembly 1.0 and 2.0. */
  public static SubType alone(CompositeType composite) {
    return new SubType(true, List.of(), composite);
  }

  /** The type in the text format; a type that stands alone is written without {@code sub}. */
  public String wat(TypeNames names) {
    if (isFinal && supertypes.isEmpty()) {
      return composite.wat(names);
    }
    StringBuilder text = new StringBuilder(isFinal ? "(sub final " : "(sub ");
    for (int supertype : supertypes) {
      text.append(names.of(supertype)).append(' ');
    }
    return text.append(composite.wat(names)).append(')').toString();
  }

  @Override
  public String toString() {
    return wat(TypeNames.NUMBERS);
  }
}
