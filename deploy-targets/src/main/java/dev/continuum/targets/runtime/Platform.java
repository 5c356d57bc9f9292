package dev.continuum.targets.runtime;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A platform Wasmtime-Java brings a native library for. */
public enum Platform {
  LINUX_X86_64("linux_x86_64", "lib", ".so"),
  LINUX_AARCH64("linux_aarch64", "lib", ".so"),
  MACOS_X86_64("macos_x86_64", "lib", ".dylib"),
  MACOS_AARCH64("macos_aarch64", "lib", ".dylib"),
  WINDOWS_X86_64("windows_x86_64", "", ".dll");

  private final String id;
  private final String prefix;
  private final String suffix;

  Platform(String id, String prefix, String suffix) {
    this.id = id;
    this.prefix = prefix;
    this.suffix = suffix;
  }

  /** The platform's name in file names, such as {@code linux_x86_64}. */
  public String id() {
    return id;
  }

  /** The library's resource in Wasmtime-Java's jar. */
  public String library(String version) {
    return prefix + "wasmtime_jni_" + version + "_" + id + suffix;
  }

  /** Whether a resource is some platform's library. */
  static boolean isLibrary(String resource) {
    return resource.contains("wasmtime_jni_")
        && Arrays.stream(values()).anyMatch(p -> resource.endsWith(p.suffix));
  }

  /** The platform this program runs on; empty when Wasmtime-Java has nothing for it. */
  public static Optional<Platform> current() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String architecture = architecture(System.getProperty("os.arch", ""));
    String family =
        os.contains("linux")
            ? "linux_"
            : os.contains("mac") ? "macos_" : os.contains("windows") ? "windows_" : "?";
    return Arrays.stream(values()).filter(p -> p.id.equals(family + architecture)).findFirst();
  }

  /**
   * The platform of a Linux device.
   *
   * @param architecture as {@code Probe.architecture()} or {@code uname -m} says it
   */
  public static Optional<Platform> ofLinux(String architecture) {
    String id = "linux_" + architecture(architecture);
    return Arrays.stream(values()).filter(p -> p.id.equals(id)).findFirst();
  }

  private static String architecture(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "x86-64", "x86_64", "amd64" -> "x86_64";
      case "arm64", "aarch64" -> "aarch64";
      default -> "?";
    };
  }
}
