package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.Tools;
import dev.continuum.inspector.exec.other.EndiveRun;
import dev.continuum.inspector.exec.other.WasmtimeProcess;
import dev.continuum.inspector.exec.other.WasmtimeProgram;
import dev.continuum.inspector.exec.random.RandomProgram;
import dev.continuum.inspector.exec.wasi.Wasi;
import dev.continuum.inspector.exec.wasi.WasiConfig;
import dev.continuum.inspector.exec.wasi.WasiOutput;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.Inspector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that clang has compiled do the same on each engine. */
class CompiledProgramTest {
  private static final List<String> EXPORTS =
      List.of("sorts", "sums", "packs", "formats", "computes", "divides");

  @TempDir Path folder;

  private static String resource(String name) throws IOException {
    try (InputStream in = CompiledProgramTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static WasmModule module(byte[] bytes) {
    return (WasmModule) Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL).binary();
  }

  /** The results, traps and the memory of a library are the same on three engines. */
  @ParameterizedTest
  @ValueSource(strings = {"-O0", "-O2", "-O3 -msimd128 -mbulk-memory -msign-ext"})
  void librariesComputeTheSame(String options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options.split(" ")));
    all.addAll(List.of("-nostdlib", "-Wl,--no-entry", "-lc"));
    byte[] bytes = Tools.clang(folder, resource("algorithms.c"), all.toArray(String[]::new));
    List<RandomProgram.Call> calls = new ArrayList<>();
    for (String export : EXPORTS) {
      for (int i = 0; i < 2; i++) {
        calls.add(new RandomProgram.Call(export, 100 + 300 * i, 12345L + i));
      }
    }
    RandomProgram program =
        new RandomProgram(0, "", bytes, module(bytes), calls, List.of(), List.of("memory"));
    List<String> quick = OwnRun.run(program, EngineModes.quick(EngineLimits.DEFAULT));
    assertThat(quick).filteredOn(line -> line.contains("traps")).isNotEmpty();
    assertThat(quick).filteredOn(line -> line.contains("=")).hasSizeGreaterThan(EXPORTS.size());
    assertThat(OwnRun.run(program, EngineModes.hot(EngineLimits.DEFAULT))).isEqualTo(quick);
    assertThat(OwnRun.run(program, EngineModes.plain(EngineLimits.DEFAULT))).isEqualTo(quick);
    assertThat(OwnRun.run(program, EngineModes.mixed(EngineLimits.DEFAULT, 1))).isEqualTo(quick);
    assertThat(EndiveRun.run(program)).isEqualTo(quick);
    try (WasmtimeProcess wasmtime = new WasmtimeProcess()) {
      assertThat(wasmtime.run(program)).isEqualTo(quick);
    }
  }

  /** What a command writes and its exit status are the same on Wasmtime. */
  @ParameterizedTest
  @ValueSource(strings = {"-O0", "-O2"})
  void commandsWriteTheSame(String option) throws Exception {
    byte[] bytes = Tools.clang(folder, resource("report.c"), option);
    Path file = Files.write(folder.resolve("report.wasm"), bytes);
    WasmtimeProgram.Outcome other = WasmtimeProgram.run(file, folder);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream error = new ByteArrayOutputStream();
    WasiConfig config =
        WasiConfig.builder().output(WasiOutput.to(output)).error(WasiOutput.to(error)).build();
    int status = 0;
    try (Wasi wasi = Wasi.open(config)) {
      Engine engine = EngineModes.mixed(EngineLimits.DEFAULT, 1);
      ModuleInstance instance =
          engine.instantiate(
              module(bytes), ByteBuffer.wrap(bytes), Map.of(), Map.of(Wasi.MODULE, wasi));
      engine.call((FunctionInstance) instance.export("_start"));
    } catch (GuestExit exit) {
      status = exit.status();
    }
    assertThat(output.toString(StandardCharsets.UTF_8))
        .isEqualTo(new String(other.output(), StandardCharsets.UTF_8));
    assertThat(error.toByteArray()).isEqualTo(other.error());
    assertThat(status).isEqualTo(other.status()).isPositive();
  }
}
