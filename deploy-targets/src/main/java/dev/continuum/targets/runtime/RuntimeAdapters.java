package dev.continuum.targets.runtime;

import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.RunConfiguration;
import dev.continuum.targets.target.TargetException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The adapters this program has, and which of them runs a configuration on a device. */
public final class RuntimeAdapters {
  private static final List<RuntimeAdapter> ALL = List.of(new BundledAdapter(), new NodeAdapter());

  private RuntimeAdapters() {}

  /** A runtime on a device and the adapter that knows it. */
  public record Choice(RuntimeAdapter adapter, Probe.Runtime runtime) {}

  /** All adapters, the preferred one first. */
  public static List<RuntimeAdapter> all() {
    return ALL;
  }

  /** The adapter of that {@link RuntimeAdapter#id() id}. */
  public static Optional<RuntimeAdapter> byId(String id) {
    return ALL.stream().filter(adapter -> adapter.id().equals(id)).findFirst();
  }

  /**
   * The first adapter that has a runtime on the device and can run the configuration with it.
   *
   * @throws TargetException NO_RUNTIME with each found runtime's objection
   */
  public static Choice choose(RunConfiguration configuration, Probe probe) throws TargetException {
    // Several runtimes may be refused for one reason, which is then said once.
    Set<String> objections = new LinkedHashSet<>();
    for (RuntimeAdapter adapter : ALL) {
      for (Probe.Runtime runtime : probe.runtimes()) {
        if (!runtime.id().equals(adapter.id())) {
          continue;
        }
        Optional<String> objection = adapter.objection(configuration, runtime, probe);
        if (objection.isEmpty()) {
          return new Choice(adapter, runtime);
        }
        objections.add(objection.get());
      }
    }
    if (objections.isEmpty()) {
      throw new TargetException(
          TargetException.Problem.NO_RUNTIME,
          "The device has nothing that can run WebAssembly.",
          "Install Java 17 or newer on it (for the bundled runner), or Node.js 18 or newer.");
    }
    throw new TargetException(
        TargetException.Problem.NO_RUNTIME,
        "Nothing on the device can run this module: " + String.join(" ", objections),
        "Change what is named here, or install another runtime on the device: Java 17 or newer"
            + " (with glibc), or Node.js 18 or newer.");
  }
}
