package dev.continuum.targets.runtime.adapter;

import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.Versions;
import dev.continuum.targets.target.Probe;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runtimes on a device in words, the same in the window and on the command line. */
public final class RuntimeNames {
  private RuntimeNames() {}

  /** Such as {@code Java 17.0.12} for the bundled runner on it, or {@code Node 20.11.1}. */
  public static String of(Probe.Runtime runtime) {
    String name =
        switch (runtime.id()) {
          case BundledAdapter.ID -> "Java";
          case NodeAdapter.ID -> "Node";
          default ->
              RuntimeAdapters.byId(runtime.id()).map(RuntimeAdapter::title).orElse(runtime.id());
        };
    String version = runtime.version().replaceFirst("^v", "");
    return version.isEmpty() ? name : name + " " + version;
  }

  /** The same with the first number of the version alone: {@code Java 17}, {@code Node 20}. */
  public static String brief(Probe.Runtime runtime) {
    return of(runtime).replaceFirst("(\\d+)[.+_-].*", "$1");
  }

  /**
   * What a device runs WebAssembly with, the best of each kind, such as {@code Java 25 (bundled
   * runner), Node 20}; {@code no runtime} when nothing was found.
   */
  public static String summary(Probe probe) {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (Probe.Runtime runtime : probe.runtimes()) {
      String name = brief(runtime);
      kinds.putIfAbsent(
          runtime.id(), runtime.id().equals(BundledAdapter.ID) ? name + " (bundled runner)" : name);
    }
    return kinds.isEmpty() ? "no runtime" : String.join(", ", kinds.values());
  }

  /** The newest first, by the numbers in their versions. */
  public static Comparator<Probe.Runtime> newestFirst() {
    return Comparator.comparing(Probe.Runtime::version, Versions::compare).reversed();
  }
}
