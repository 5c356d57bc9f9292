package dev.continuum.inspector.debug.expression;

import java.util.List;

/** The names that an expression may use. */
@FunctionalInterface
public interface ScopeNames {
  /** Without names: for expressions written before anything runs. */
  ScopeNames NONE = space -> List.of();

  /** The names of a space, without the {@code $} of the text format. */
  Iterable<String> names(Space space);
}
