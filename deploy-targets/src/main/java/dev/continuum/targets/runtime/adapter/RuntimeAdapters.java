package dev.continuum.targets.runtime.adapter;

import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.fit.FitCheck;
import dev.continuum.targets.target.Probe;
import java.util.List;
import java.util.Optional;

/** The adapters this program has. {@link FitCheck} chooses among what a device has. */
public final class RuntimeAdapters {
  /**
   * In the order in which they are preferred. The bundled runner runs a module on a device as it
   * runs here, and grants folders read-only. Then those that keep a module inside its folders, the
   * one with most of WebAssembly first; at the end those that are given no folder.
   */
  private static final List<RuntimeAdapter> ALL =
      List.of(
          new BundledAdapter(),
          new WasmtimeAdapter(),
          new WasmEdgeAdapter(),
          new WasmerAdapter(),
          new IwasmAdapter(),
          new WazeroAdapter(),
          new NodeAdapter());

  private RuntimeAdapters() {}

  /** A runtime on a device and the adapter that knows it. */
  public record Choice(RuntimeAdapter adapter, Probe.Runtime runtime) {}

  /** All adapters, the preferred one first. */
  public static List<RuntimeAdapter> all() {
    return ALL;
  }

  /** Those of runtimes that are a program alone, which this program can put on a device. */
  public static List<RuntimeAdapter> provisionable() {
    return ALL.stream().filter(ProgramAdapter.class::isInstance).toList();
  }

  /** The adapter of that {@link RuntimeAdapter#id() id}. */
  public static Optional<RuntimeAdapter> byId(String id) {
    return ALL.stream().filter(adapter -> adapter.id().equals(id)).findFirst();
  }
}
