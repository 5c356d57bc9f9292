package dev.continuum.targets.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.valid.CheckedText;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.run.RunEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineChoiceTest {
  @TempDir private Path folder;

  private Path module(String fields) throws IOException {
    byte[] bytes =
        CheckedText.of(("(module " + fields + ")").getBytes(StandardCharsets.UTF_8)).bytes();
    assertThat(bytes).isNotNull();
    return Files.write(folder.resolve("module.wasm"), bytes);
  }

  private EngineChoice choice(String fields) throws Exception {
    return EngineChoice.of(module(fields), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(func (drop (i32.extend8_s (i32.trunc_sat_f32_s (f32.const 1)))))",
        "(func (result i32 v128) (i32.const 1) (v128.const i64x2 0 0))",
        "(memory 1) (data \"x\") (func (memory.fill (i32.const 0) (i32.const 0) (i32.const 0)))",
        "(table 1 externref) (table 1 funcref) (func (local funcref externref)"
            + " (drop (select (result externref) (ref.null extern) (local.get 1) (i32.const 0))))",
        "(import \"a\" \"b\" (global i32)) (global i32 (global.get 0))",
      })
  void whatWasmtimeHasRunsOnIt(String fields) throws Exception {
    EngineChoice choice = choice(fields);

    assertThat(choice.engine()).isEqualTo(RunEngine.WASMTIME);
    assertThat(choice.reason()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          garbage collection               | (type (struct))
          garbage collection               | (func (local anyref))
          garbage collection               | (func (drop (ref.null any)))
          garbage collection               | (func (block (result eqref) unreachable) drop)
          exceptions                       | (tag) (func (throw 0))
          exceptions                       | (func (drop (ref.null exn)))
          tail calls                       | (func $f (return_call $f))
          typed function references        | (type $f (func)) (func (local (ref null $f)))
          typed function references        | (table 1 (ref func) (ref.func 0)) (func)
          relaxed vectors                  | (func (drop (i32x4.relaxed_trunc_f32x4_s (v128.const i64x2 0 0))))
          64-bit memories and tables       | (memory i64 1)
          several memories                 | (memory 1) (memory 1)
          extended constant expressions    | (global i32 (i32.add (i32.const 1) (i32.const 2)))
          extended constant expressions    | (global i32 (i32.const 1)) (global i32 (global.get 0))
          extended constant expressions    | (memory 1) (data (i32.mul (i32.const 1) (i32.const 2)) "x")
          threads                          | (memory 1 1 shared)
          threads                          | (func (atomic.fence))
          wide arithmetic                  | (func (drop (drop (i64.mul_wide_s (i64.const 1) (i64.const 2)))) unreachable)
          custom page sizes                | (memory 1 (pagesize 1))
          """)
  void whatItLacksRunsOnTheSteppingEngineAndIsNamed(String feature, String fields)
      throws Exception {
    EngineChoice choice = choice(fields);

    assertThat(choice.engine()).isEqualTo(RunEngine.STEPPING);
    assertThat(choice.reason())
        .contains(feature)
        .startsWith("This module uses ")
        .endsWith(", which Wasmtime 7 lacks: it runs on the stepping engine.");
  }

  @Test
  void severalFeaturesAreListed() throws Exception {
    assertThat(choice("(memory 1) (memory i64 1) (tag) (func (throw 0))").reason())
        .startsWith(
            "This module uses exceptions, several memories and 64-bit memories and tables, which");
  }

  @Test
  void whatTheCompilerOnlyNamesDoesNotCount() throws Exception {
    // target_features: +atomics
    byte[] section = {0, 0x1a, 15};
    byte[] name = "target_features".getBytes(StandardCharsets.US_ASCII);
    byte[] content = "\u0001+\u0007atomics".getBytes(StandardCharsets.US_ASCII);
    Path module = module("");
    byte[] head = Files.readAllBytes(module);
    var bytes = new java.io.ByteArrayOutputStream();
    bytes.write(head);
    bytes.write(section);
    bytes.write(name);
    bytes.write(content);
    Files.write(module, bytes.toByteArray());

    assertThat(EngineChoice.of(module, Optional.empty()).engine()).isEqualTo(RunEngine.WASMTIME);
  }

  @Test
  void whatWasAskedForIsTaken() throws Exception {
    assertThat(EngineChoice.of(module(""), Optional.of(RunEngine.STEPPING)))
        .isEqualTo(new EngineChoice(RunEngine.STEPPING, ""));
    assertThat(EngineChoice.of(module(""), Optional.of(RunEngine.WASMTIME)))
        .isEqualTo(new EngineChoice(RunEngine.WASMTIME, ""));
    Path module = module("(func $f (return_call $f))");
    assertThatThrownBy(() -> EngineChoice.of(module, Optional.of(RunEngine.WASMTIME)))
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.NO_RUNTIME);
              assertThat(e.remedy()).contains("--engine stepping");
            })
        .hasMessage("This module uses tail calls, which Wasmtime 7 lacks.");
  }

  @Test
  void aBinaryThatIsNotValidIsRefusedWithItsPlace() throws Exception {
    Path module = module("(func (drop (i32.const 1)))");
    byte[] bytes = Files.readAllBytes(module);
    bytes[bytes.length - 2] = 0x1b; // select in place of drop
    Files.write(module, bytes);

    assertThatThrownBy(() -> EngineChoice.of(module, Optional.empty()))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("“" + module + "” is ")
        .hasMessageContaining("at byte 0x");
  }
}
