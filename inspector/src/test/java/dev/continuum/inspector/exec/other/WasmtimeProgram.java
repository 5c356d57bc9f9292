package dev.continuum.inspector.exec.other;

import io.github.kawamuray.wasmtime.Config;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Linker;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.WasmFunctionError;
import io.github.kawamuray.wasmtime.wasi.WasiCtx;
import io.github.kawamuray.wasmtime.wasi.WasiCtxBuilder;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a WASI command on Wasmtime, in a process of its own. */
public final class WasmtimeProgram {
  private WasmtimeProgram() {}

  /** What a command has written, and how it has ended. */
  public record Outcome(byte[] output, byte[] error, int status) {}

  /**
   * Runs a command without arguments, input and files.
   *
   * @param folder for what it writes
   */
  public static Outcome run(Path module, Path folder) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Path error = folder.resolve("error");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                WasmtimeProgram.class.getName(),
                module.toString(),
                output.toString(),
                error.toString())
            .redirectError(Redirect.DISCARD)
            .redirectOutput(Redirect.DISCARD)
            .start();
    int status = process.waitFor();
    return new Outcome(Files.readAllBytes(output), Files.readAllBytes(error), status);
  }

  /** Runs the command that the first argument names; the others are for its output and errors. */
  public static void main(String[] arguments) {
    int status = 0;
    try (Config config = new Config();
        Engine engine = new Engine(config);
        WasiCtx wasi =
            new WasiCtxBuilder()
                .stdout(Path.of(arguments[1]))
                .stderr(Path.of(arguments[2]))
                .build();
        Store<Void> store = new Store<>(null, engine, wasi);
        Module module = Module.fromFile(engine, arguments[0]);
        Linker linker = new Linker(engine)) {
      WasiCtx.addToLinker(linker);
      linker.module(store, "", module);
      try (Func start = linker.get(store, "", "_start").orElseThrow().func()) {
        start.call(store);
      } catch (WasmFunctionError.I32ExitError exit) {
        status = exit.exitCode();
      }
    }
    System.exit(status);
  }
}
