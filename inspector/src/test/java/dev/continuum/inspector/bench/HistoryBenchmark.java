package dev.continuum.inspector.bench;

import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What going back costs after 10⁹ instructions: {@code sh inspector/src/test/benchmark.sh
 * HistoryBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 10)
@Fork(2)
public class HistoryBenchmark {
  private static final long FAR = 1_000_000_000;

  /** The function that has run. */
  @Param({"FIB", "SORTING", "NBODY", "TOUCHING"})
  public String kernel;

  /** Notes the size of history, summed over the iterations. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Size {
    /** MiB of history. */
    public long mebibytes;
  }

  private DebugSession session;

  /** Runs. */
  @Setup
  public void run() throws Exception {
    Kernel of = Kernel.valueOf(kernel);
    session = of.session(of == Kernel.FIB ? 60 : Integer.MAX_VALUE);
    session.move(new Motion.ToTick(FAR)).get();
  }

  /** Ends it. */
  @TearDown
  public void end() {
    session.close();
  }

  /** One step back; every time one further. */
  @Benchmark
  public Stop stepBack(Size size) throws Exception {
    Stop stop = session.move(new Motion.StepBack(1)).get();
    size.mebibytes = session.inspect(DebugBackend::historyBytes).get() >> 20;
    return stop;
  }
}
