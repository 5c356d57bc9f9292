package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.FunctionType;
import org.jspecify.annotations.Nullable;

/** What the host offers for import under one module name. */
public interface HostModule {
  /**
   * The function of a name, or null when there is none.
   *
   * @param name as the guest imports it
   */
  @Nullable HostFunction function(String name);

  /**
   * The type of the function of a name, which an import has to match; null when there is none.
   *
   * @param name as the guest imports it
   */
  @Nullable FunctionType type(String name);
}
