package dev.continuum.targets.local;

import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.Exit;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long it takes from starting a small module to its first output and to its end. Run its {@code
 * main} with the test class path; an argument names another module to measure.
 */
final class LocalRunBenchmark {
  private static final int RUNS = 21;

  private LocalRunBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("continuum-benchmark");
    Path module =
        arguments.length > 0 ? Path.of(arguments[0]) : Guests.text(folder, "hello", Guests.HELLO);
    LocalTarget target = new LocalTarget(folder.resolve("cache"));
    long before = System.nanoTime();
    target.prepare();
    System.out.printf("prepare once: %d ms%n", (System.nanoTime() - before) / 1_000_000);
    long[] first = new long[RUNS];
    long[] whole = new long[RUNS];
    for (int i = 0; i < RUNS; i++) {
      AtomicLong output = new AtomicLong();
      long start = System.nanoTime();
      Execution execution =
          target.start(
              RunConfiguration.of(module),
              (stream, buffer, length) -> output.compareAndSet(0, System.nanoTime()));
      execution.standardInput().close();
      Exit exit = execution.exit().join();
      whole[i] = System.nanoTime() - start;
      first[i] = output.get() - start;
      if (exit.kind() != Exit.Kind.EXITED) {
        System.out.println(exit);
      }
    }
    Arrays.sort(first);
    Arrays.sort(whole);
    System.out.printf(
        "first output: median %d ms, worst %d ms; to the end: median %d ms (%d runs)%n",
        first[RUNS / 2] / 1_000_000,
        first[RUNS - 1] / 1_000_000,
        whole[RUNS / 2] / 1_000_000,
        RUNS);
  }
}
