package dev.continuum.inspector;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Real tools that make real modules; a test that lacks one is skipped with a line that names it.
 */
public final class Tools {
  private Tools() {}

  /** Assembles a text with wabt. */
  public static byte[] wat2wasm(Path directory, String wat, String... options)
      throws IOException, InterruptedException {
    Path source = Files.writeString(directory.resolve("module.wat"), wat);
    Path out = directory.resolve("module.wasm");
    List<String> command =
        new ArrayList<>(
            List.of(needed("wat2wasm"), source.toString(), "-o", out.toString(), "--debug-names"));
    command.addAll(List.of(options));
    run(command);
    return Files.readAllBytes(out);
  }

  /** Compiles a C program for WASI with clang. */
  public static byte[] clang(Path directory, String c, String... options)
      throws IOException, InterruptedException {
    String clang = needed("clang");
    needed("wasm-ld");
    assumeTrue(
        Files.exists(Path.of("/usr/include/wasm32-wasi/stdio.h")), "wasi-libc is not installed");
    Path source = Files.writeString(directory.resolve("program.c"), c);
    Path out = directory.resolve("program.wasm");
    List<String> command =
        new ArrayList<>(List.of(clang, "--target=wasm32-wasi", "--sysroot=/usr"));
    command.addAll(List.of(options));
    command.addAll(List.of(source.toString(), "-o", out.toString()));
    run(command);
    return Files.readAllBytes(out);
  }

  /** What wabt prints of a module as text; custom sections are left out. */
  public static String wasm2wat(Path module) throws IOException, InterruptedException {
    return run(List.of(needed("wasm2wat"), "--enable-all", module.toString()));
  }

  /**
   * Reads or prints a module with wasm-tools, or with the wasm-tools that jco has in it.
   *
   * @param command {@code parse} or {@code print}, which take the same arguments in both
   */
  public static byte[] wasmTools(String command, Path input, Path output)
      throws IOException, InterruptedException {
    String tool = onPath("wasm-tools").or(() -> onPath("jco")).orElse(null);
    assumeTrue(tool != null, "wasm-tools (or jco, which has it) is not installed");
    run(List.of(tool, command, input.toString(), "-o", output.toString()));
    return Files.readAllBytes(output);
  }

  /** What wabt's wasm-objdump says of a module. */
  public static String objdump(Path module, String option)
      throws IOException, InterruptedException {
    return run(List.of(needed("wasm-objdump"), option, module.toString()));
  }

  private static String needed(String tool) {
    Optional<String> found = onPath(tool);
    assumeTrue(found.isPresent(), tool + " is not installed");
    return found.orElseThrow();
  }

  private static Optional<String> onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output);
    }
    return output;
  }
}
