package dev.continuum.targets.runner;

import io.github.kawamuray.wasmtime.Config;
import io.github.kawamuray.wasmtime.WasmtimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * Wasmtime's store of compiled code: the second run of a module need not compile it. Wasmtime keeps
 * it within its bound by itself. The folder must be one that only the user can write to.
 */
final class CompiledCode {
  private CompiledCode() {}

  /** Uses a folder as the store; goes without one when it cannot be used. */
  static void keep(Config config, String folder) {
    try {
      Path directory = Files.createDirectories(Path.of(folder)).toRealPath();
      byte[] settings =
          ("[cache]\nenabled = true\ndirectory = \""
                  + directory.toString().replace("\\", "\\\\").replace("\"", "\\\"")
                  + "\"\nfiles-total-size-soft-limit = \"256Mi\"\n")
              .getBytes(StandardCharsets.UTF_8);
      Path file = directory.resolve("settings.toml");
      if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), settings)) {
        Path part = Files.createTempFile(directory, ".part", null);
        Files.write(part, settings);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      }
      config.cacheConfigLoad(file);
    } catch (IOException | WasmtimeException e) {
      return; // Only speed is lost, and the guest's standard error is not ours to complain on.
    }
  }
}
