package dev.continuum.inspector.exec;

import org.jspecify.annotations.Nullable;

/** Where the imports of a module come from. */
@FunctionalInterface
interface Imports {
  /**
   * What is offered under two names, or null.
   *
   * @param module the name of the module, as the import says
   */
  @Nullable External find(String module, String name);
}
