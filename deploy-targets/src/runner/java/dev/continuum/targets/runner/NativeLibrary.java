package dev.continuum.targets.runner;

import io.github.kawamuray.wasmtime.NativeLibraryLoader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;

/**
 * Loads Wasmtime's library from a file that stays. Wasmtime-Java by itself writes 18 MB into a new
 * temporary file at each start and leaves it there.
 */
final class NativeLibrary {
  private NativeLibrary() {}

  /**
   * Loads the library.
   *
   * @param file where it is, or is to be put; null for a file that is deleted once it is loaded
   */
  static void load(String file) throws IOException, ReflectiveOperationException {
    if (file == null) {
      Path temporary = Files.createTempFile("wasmtime-jni", null);
      try {
        extract(temporary);
        System.load(temporary.toString());
      } finally {
        Files.deleteIfExists(temporary); // Where the system allows it; elsewhere it stays behind.
      }
    } else {
      Path path = Path.of(file).toAbsolutePath();
      if (!Files.isRegularFile(path)) {
        Path part = Files.createTempFile(path.getParent(), ".part", null);
        try {
          extract(part);
          Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(part);
        }
      }
      System.load(path.toString());
    }
    // Wasmtime-Java's loader offers no way to say that the library is loaded.
    Field loaded = NativeLibraryLoader.class.getDeclaredField("loaded");
    loaded.setAccessible(true);
    loaded.setBoolean(null, true);
  }

  private static void extract(Path file) throws IOException {
    String name = resource();
    try (InputStream in = NativeLibraryLoader.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IOException(
            "Wasmtime's library " + name + " for this platform is not in the runner's jar.");
      }
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String resource() throws IOException {
    Properties properties = new Properties();
    try (InputStream in =
        NativeLibraryLoader.class.getResourceAsStream("/wasmtime-java-meta.properties")) {
      if (in == null) {
        throw new IOException("Wasmtime-Java is not in the runner's jar.");
      }
      properties.load(in);
    }
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    String stem = "wasmtime_jni_" + properties.getProperty("jnilib.version") + "_";
    if (os.contains("windows")) {
      return stem + "windows_" + arch + ".dll";
    }
    return os.contains("mac")
        ? "lib" + stem + "macos_" + arch + ".dylib"
        : "lib" + stem + "linux_" + arch + ".so";
  }
}
