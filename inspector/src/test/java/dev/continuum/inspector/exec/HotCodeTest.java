package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.valid.Inspector;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HotCodeTest {
  /** What a call gives, and how many instructions it executes. */
  private record Outcome(List<Long> results, long ticks) {}

  private static String kernels() throws Exception {
    try (InputStream in =
        Objects.requireNonNull(HotCodeTest.class.getResourceAsStream("../bench/kernels.wat"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ModuleInstance instance(Engine engine, String text) throws Exception {
    byte[] bytes =
        Objects.requireNonNull(Assembler.assemble(text, AssemblyOptions.WITHOUT_MAP).bytes());
    WasmModule module =
        (WasmModule)
            Objects.requireNonNull(
                Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL).binary());
    return engine.instantiate(module, ByteBuffer.wrap(bytes), Map.of(), Map.of());
  }

  private static FunctionInstance function(Engine engine, String text, String name)
      throws Exception {
    return (FunctionInstance) Objects.requireNonNull(instance(engine, text).export(name));
  }

  private static Outcome outcome(Engine engine, String text, String name, long argument)
      throws Exception {
    long[] results = engine.call(function(engine, text, name), argument);
    return new Outcome(java.util.Arrays.stream(results).boxed().toList(), engine.ticks());
  }

  private static Engine interpreter() {
    Engine engine = new Engine(EngineLimits.DEFAULT);
    engine.execution().entries().setHeat(Integer.MAX_VALUE);
    return engine;
  }

  @ParameterizedTest
  @CsvSource({"matrix,1", "sha256,20", "sorting,1", "nbody,200", "strings,1"})
  void givesAndCountsWhatTheInterpreterDoes(String kernel, long rounds) throws Exception {
    Outcome wanted = outcome(interpreter(), kernels(), kernel, rounds);
    Engine usual = EngineModes.quick(EngineLimits.DEFAULT);
    assertThat(outcome(usual, kernels(), kernel, rounds)).isEqualTo(wanted);
    Engine hot = EngineModes.hot(EngineLimits.DEFAULT);
    FunctionInstance function = function(hot, kernels(), kernel);
    assertThat(hot.call(function, rounds)).containsExactly(wanted.results.getFirst());
    assertThat(hot.ticks()).isEqualTo(wanted.ticks);
    assertThat(function.hot).isNotNull();
  }

  /** More locals than a method of the JVM may have parameters. */
  @ParameterizedTest
  @ValueSource(ints = {100, 119, 120, 126, 127, 150, 200, 240})
  void keepsManyLocals(int locals) throws Exception {
    String text =
        "(module (func (export \"many\") (param i32) (result i64) (local "
            + "i64 ".repeat(locals)
            + ") (loop $l (local.set "
            + locals
            + " (i64.add (local.get "
            + locals
            + ") (i64.extend_i32_u (local.get 0)))) (local.set 0 (i32.sub (local.get 0)"
            + " (i32.const 1))) (br_if $l (local.get 0))) (local.get "
            + locals
            + ")))";
    Outcome wanted = outcome(interpreter(), text, "many", 100);
    assertThat(wanted.results).containsExactly(5050L);
    assertThat(outcome(EngineModes.hot(EngineLimits.DEFAULT), text, "many", 100)).isEqualTo(wanted);
    assertThat(outcome(EngineModes.mixed(EngineLimits.DEFAULT, 1), text, "many", 100))
        .isEqualTo(wanted);
  }

  @Test
  void callsDeeperThanTheJavaStackIsUsed() throws Exception {
    String text =
        """
        (module
          (func $down (export "down") (param $n i32) (result i32)
            (if (result i32) (i32.eqz (local.get $n))
              (then (i32.const 0))
              (else
                (i32.add (i32.const 3)
                  (call $down (i32.sub (local.get $n) (i32.const 1))))))))
        """;
    Outcome wanted = outcome(interpreter(), text, "down", 5000);
    assertThat(wanted.results).containsExactly(15_000L);
    assertThat(outcome(EngineModes.hot(EngineLimits.DEFAULT), text, "down", 5000))
        .isEqualTo(wanted);
  }

  @Test
  void interpretsWhatIsTooLargeForAMethod() throws Exception {
    String text =
        "(module (func (export \"sum\") (param $n i32) (result i32) (local $s i32)\n"
            + "(loop $again\n"
            + "(local.set $s (i32.add (local.get $s) (i32.mul (local.get $n) (local.get $s))))\n"
                .repeat(900)
            + "(local.set $s (i32.add (local.get $s) (i32.const 1)))\n"
            + "(br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))\n"
            + "(local.get $s)))";
    Engine hot = EngineModes.hot(EngineLimits.DEFAULT);
    FunctionInstance function = function(hot, text, "sum");
    Outcome wanted = outcome(interpreter(), text, "sum", 50);
    assertThat(hot.call(function, 50)).containsExactly(wanted.results.getFirst());
    assertThat(hot.ticks()).isEqualTo(wanted.ticks);
    assertThat(function.hot).isNull();
    assertThat(function.looped).isNotNull();
  }

  /** Few words of quick code, but each loop has a way out that puts all slots on the stack. */
  @Test
  void interpretsWhatGrowsTooLargeWhileItIsWritten() throws Exception {
    String loop =
        "(local.set $i (i32.const 3)) (loop $l (local.set $s (i32.add (local.get $s) (i32.const"
            + " 7)))\n"
            + "(br_if $l (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))\n";
    String text =
        "(module (func (export \"sum\") (param $n i32) (result i32) (local $s i32) (local $i i32)\n"
            + "(local i64)".repeat(100)
            + loop.repeat(300)
            + "(local.get $s)))";
    Engine hot = EngineModes.hot(EngineLimits.DEFAULT);
    FunctionInstance function = function(hot, text, "sum");
    assertThat(hot.call(function, 0)).containsExactly(300 * 3 * 7);
    assertThat(function.hot).isNull();
  }

  @Test
  void interpretsGiantTables() throws Exception {
    String text =
        "(module (func (export \"pick\") (param $n i32) (result i32)\n"
            + "(block $b (block $a (br_table"
            + " $a $b".repeat(30_000)
            + " (local.get $n))) (return (i32.const 1))) (i32.const 2)))";
    Engine hot = EngineModes.hot(EngineLimits.DEFAULT);
    FunctionInstance function = function(hot, text, "pick");
    assertThat(hot.call(function, 59_998)).containsExactly(1);
    assertThat(hot.call(function, 59_999)).containsExactly(2);
    assertThat(function.hot).isNull();
  }
}
