package dev.continuum.inspector.bench;

import dev.continuum.inspector.exec.Engine;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.FunctionInstance;
import dev.continuum.inspector.exec.ModuleInstance;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long the stepping engine takes for programs of known length: {@code sh
 * inspector/src/test/benchmark.sh EngineBenchmark}. A call of {@code fib} executes 28,271,635
 * instructions, one of {@code sieve} 48,535,412.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class EngineBenchmark {
  private static final String PROGRAMS =
      """
      (module
        (memory 16)
        (func $fib (export "fib") (param $n i32) (result i32)
          (if (result i32) (i32.lt_s (local.get $n) (i32.const 2))
            (then (local.get $n))
            (else
              (i32.add
                (call $fib (i32.sub (local.get $n) (i32.const 1)))
                (call $fib (i32.sub (local.get $n) (i32.const 2)))))))
        (func (export "sieve") (param $end i32) (result i32)
          (local $i i32) (local $j i32) (local $count i32)
          (memory.fill (i32.const 0) (i32.const 0) (local.get $end))
          (local.set $i (i32.const 2))
          (loop $next
            (if (i32.eqz (i32.load8_u (local.get $i)))
              (then
                (local.set $count (i32.add (local.get $count) (i32.const 1)))
                (local.set $j (i32.shl (local.get $i) (i32.const 1)))
                (block $done
                  (loop $mark
                    (br_if $done (i32.ge_u (local.get $j) (local.get $end)))
                    (i32.store8 (local.get $j) (i32.const 1))
                    (local.set $j (i32.add (local.get $j) (local.get $i)))
                    (br $mark)))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $next (i32.lt_u (local.get $i) (local.get $end))))
          (local.get $count)))
      """;

  private Engine engine;
  private FunctionInstance fib;
  private FunctionInstance sieve;

  /** Makes an instance. */
  @Setup
  public void instantiate() throws Exception {
    byte[] bytes =
        Objects.requireNonNull(Assembler.assemble(PROGRAMS, AssemblyOptions.WITHOUT_MAP).bytes());
    WasmModule module =
        (WasmModule) Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL).binary();
    engine = new Engine(EngineLimits.DEFAULT);
    ModuleInstance instance =
        engine.instantiate(module, ByteBuffer.wrap(bytes), Map.of(), Map.of());
    fib = (FunctionInstance) instance.export("fib");
    sieve = (FunctionInstance) instance.export("sieve");
  }

  /** Calls, additions and a branch. */
  @Benchmark
  public long[] fib() throws Exception {
    return engine.call(fib, 30);
  }

  /** Loops over memory. */
  @Benchmark
  public long[] sieve() throws Exception {
    return engine.call(sieve, 1 << 20);
  }
}
