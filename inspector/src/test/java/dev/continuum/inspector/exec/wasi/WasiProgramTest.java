package dev.continuum.inspector.exec.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.inspector.Tools;
import dev.continuum.inspector.exec.Engine;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.FunctionInstance;
import dev.continuum.inspector.exec.GuestExit;
import dev.continuum.inspector.exec.ModuleInstance;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.Inspector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs C programs of clang on the stepping engine, whose output on WASI is known. */
class WasiProgramTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();

  private static String resource(String name) throws IOException {
    try (InputStream in = WasiProgramTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Runs a program, and gives the status with which it ends. */
  private int run(String program, WasiConfig.Builder config) throws Exception {
    byte[] bytes =
        Tools.clang(Files.createDirectory(folder.resolve("build")), resource(program), "-O1");
    WasmModule module =
        (WasmModule) Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL).binary();
    config.output(WasiOutput.to(output)).error(WasiOutput.to(error));
    try (Wasi wasi = Wasi.open(config.build())) {
      Engine engine = new Engine(EngineLimits.DEFAULT);
      ModuleInstance instance =
          engine.instantiate(module, ByteBuffer.wrap(bytes), Map.of(), Map.of(Wasi.MODULE, wasi));
      FunctionInstance start = (FunctionInstance) instance.export("_start");
      GuestExit exit = catchThrowableOfType(GuestExit.class, () -> engine.call(start));
      return exit == null ? 0 : exit.status();
    }
  }

  @Test
  void streams() throws Exception {
    int status =
        run(
            "streams.c",
            WasiConfig.builder()
                .arguments("streams", "a", "b c", "")
                .environment("LOG", "info")
                .environment("EMPTY", "")
                .input(
                    WasiInput.from(
                        new ByteArrayInputStream(
                            "one\ntwo\nno newline".getBytes(StandardCharsets.UTF_8)))));
    assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo(resource("streams.txt"));
    assertThat(error.toString(StandardCharsets.UTF_8).strip()).isEqualTo("an error");
    assertThat(status).isEqualTo(7);
  }

  @Test
  void files() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    int status =
        run(
            "files.c",
            WasiConfig.builder()
                .arguments("files")
                .preopen(data, "/data", WasiConfig.Access.READ_WRITE));
    assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo(resource("files.txt"));
    assertThat(status).isZero();
  }
}
