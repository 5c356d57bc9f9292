package dev.continuum.inspector.exec;

import org.jspecify.annotations.Nullable;

/** What the host offers for import under one module name. */
@FunctionalInterface
public interface HostModule {
  /**
   * The function of a name, or null when there is none.
   *
   * @param name as the guest imports it
   */
  @Nullable HostFunction function(String name);
}
