package dev.continuum.inspector.bench;

import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;

/**
 * The stepping engine and Endive's interpreter in the same process, one call each: {@code sh
 * inspector/src/test/benchmark.sh PeerBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PeerBenchmark {
  /** The function. */
  @Param({"FIB", "SIEVE", "MATRIX", "SHA256", "SORTING", "NBODY", "STRINGS"})
  public String kernel;

  private Kernel of;
  private ExportFunction peer;

  /** Makes an instance of Endive. */
  @Setup
  public void instantiate() {
    of = Kernel.valueOf(kernel);
    peer = Instance.builder(Parser.parse(of.bytes())).build().export(of.export());
  }

  /** The stepping engine in a session, with a breakpoint that is not hit, and with history. */
  @Benchmark
  public Stop ours() throws Exception {
    try (DebugSession session = of.session(of.argument)) {
      return session.move(new Motion.Continue()).get();
    }
  }

  /** Endive's interpreter. */
  @Benchmark
  public long[] endive() {
    return peer.apply(of.argument);
  }
}
