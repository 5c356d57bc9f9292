package dev.continuum.inspector.bench;

import dev.continuum.inspector.GeneratedModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is measured: a file, or a generated module of so many megabytes. */
final class BenchmarkFile {
  private BenchmarkFile() {}

  /**
   * The bytes of a module.
   *
   * @param name the path of a file, or {@code generated:} and a number of megabytes
   */
  static byte[] module(String name) throws IOException {
    String prefix = "generated:";
    return name.startsWith(prefix)
        ? GeneratedModule.ofSize(Integer.parseInt(name.substring(prefix.length())) << 20)
        : Files.readAllBytes(Path.of(name));
  }
}
