package dev.continuum.ide.device;

import dev.continuum.targets.target.Probe;

/** Runtimes as the user reads them. */
final class RuntimeNames {
  private RuntimeNames() {}

  /** The same with the first number of the version alone, where room is scarce. */
  static String brief(Probe.Runtime runtime) {
    return of(runtime).replaceFirst("(\\d+)[.+-].*", "$1");
  }

  /** Such as {@code Java 17} for the bundled runner on it, or {@code Node 20.11}. */
  static String of(Probe.Runtime runtime) {
    String name =
        switch (runtime.id()) {
          case "bundled" -> "Java";
          case "node" -> "Node";
          default -> runtime.id();
        };
    String version = runtime.version().replaceFirst("^v", "");
    return version.isEmpty() ? name : name + " " + version;
  }
}
