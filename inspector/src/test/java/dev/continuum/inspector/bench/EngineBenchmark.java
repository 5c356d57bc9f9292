package dev.continuum.inspector.bench;

import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.exec.Engine;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.EngineModes;
import dev.continuum.inspector.exec.FunctionInstance;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * How many instructions the stepping engine executes in a second, as {@code executed} says: {@code
 * sh inspector/src/test/benchmark.sh EngineBenchmark}. Each call executes some 50 to 250 million.
 * Where others use the machine too, those by {@code busy} time say more than those by time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EngineBenchmark {
  /** The function. */
  @Param({"FIB", "SIEVE", "MATRIX", "SHA256", "SORTING", "NBODY", "STRINGS", "TOUCHING"})
  public String kernel;

  /** Counts instructions. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Executed {
    /** How many were executed. */
    public long executed;

    /** Nanoseconds of processor time of the thread that executed them. */
    public long busy;
  }

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Kernel of;
  private Engine engine;
  private FunctionInstance function;
  private Engine profiling;
  private FunctionInstance profiled;
  private DebugSession session;

  /** Makes an instance. */
  @Setup
  public void instantiate() throws Exception {
    of = Kernel.valueOf(kernel);
    engine = new Engine(EngineLimits.DEFAULT);
    function = (FunctionInstance) of.instance(engine).export(of.export());
    profiling = EngineModes.profiled(EngineLimits.DEFAULT);
    profiled = (FunctionInstance) of.instance(profiling).export(of.export());
  }

  /** Starts a session whose guest runs longer than is measured. */
  @Setup(Level.Trial)
  public void start() throws Exception {
    session = of.session(of == Kernel.FIB ? 60 : Integer.MAX_VALUE);
  }

  /** Ends it. */
  @TearDown(Level.Trial)
  public void end() {
    session.close();
  }

  /** Called without anybody who looks. */
  @Benchmark
  public long[] called(Executed counter) throws Exception {
    long before = engine.ticks();
    long busy = THREADS.getCurrentThreadCpuTime();
    long[] results = engine.call(function, of.argument);
    counter.busy += THREADS.getCurrentThreadCpuTime() - busy;
    counter.executed += engine.ticks() - before;
    return results;
  }

  /** The same with a profile. */
  @Benchmark
  public long[] profiled(Executed counter) throws Exception {
    long before = profiling.ticks();
    long busy = THREADS.getCurrentThreadCpuTime();
    long[] results = profiling.call(profiled, of.argument);
    counter.busy += THREADS.getCurrentThreadCpuTime() - busy;
    counter.executed += profiling.ticks() - before;
    return results;
  }

  /** In a session, with a breakpoint that is not hit, and with history. */
  @Benchmark
  public Stop debugged(Executed counter) throws Exception {
    long before = session.inspect(backend -> backend.tick()).get();
    long busy = session.inspect(backend -> THREADS.getCurrentThreadCpuTime()).get();
    Stop stop = session.move(new Motion.ToTick(before + 500_000_000)).get();
    counter.busy += session.inspect(backend -> THREADS.getCurrentThreadCpuTime()).get() - busy;
    counter.executed += stop.tick() - before;
    return stop;
  }
}
