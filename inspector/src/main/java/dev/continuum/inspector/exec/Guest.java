package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be executed.
 *
 * @param module a valid module
 * @param bytes the whole file; not to be changed
 * @param hosts what the host offers, by the module names of imports
 * @param invoke the export to call; null for {@code _start}, or nothing behind the start function
 *     when there is none
 * @param arguments what it is called with, a slot each, two for a vector
 * @param historyBudget the bytes that history may take, from 2²⁰ on
 */
public record Guest(
    WasmModule module,
    ByteBuffer bytes,
    Map<String, HostModule> hosts,
    @Nullable String invoke,
    List<Long> arguments,
    EngineLimits limits,
    long historyBudget) {
  /** 512 MiB. */
  public static final long DEFAULT_HISTORY = 512L << 20;

  public Guest {
    hosts = Map.copyOf(hosts);
    arguments = List.copyOf(arguments);
    if (historyBudget < 1 << 20) {
      throw new IllegalArgumentException("history needs a MiB at least: " + historyBudget);
    }
  }
}
