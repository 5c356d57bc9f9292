package dev.continuum.inspector.bench;

import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * The stepping engine and Endive's interpreter in the same way: {@code sh
 * inspector/src/test/benchmark.sh PeerBenchmark}. Where others use the machine too, calls by {@code
 * busy} time say more than calls by time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PeerBenchmark {
  /** The function. */
  @Param({"FIB", "SIEVE", "MATRIX", "SHA256", "SORTING", "NBODY", "STRINGS"})
  public String kernel;

  /** Counts the nanoseconds of processor time of the thread that executes. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Processor {
    /** Nanoseconds. */
    public long busy;
  }

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

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
  public Stop ours(Processor counter) throws Exception {
    try (DebugSession session = of.session(of.argument)) {
      Stop stop = session.move(new Motion.Continue()).get();
      // The thread is the session's own.
      counter.busy += session.inspect(backend -> THREADS.getCurrentThreadCpuTime()).get();
      return stop;
    }
  }

  /** Endive's interpreter. */
  @Benchmark
  public long[] endive(Processor counter) {
    long before = THREADS.getCurrentThreadCpuTime();
    long[] results = peer.apply(of.argument);
    counter.busy += THREADS.getCurrentThreadCpuTime() - before;
    return results;
  }
}
