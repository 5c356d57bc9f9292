package dev.continuum.inspector;

import dev.continuum.inspector.analysis.ModuleSummary;
import dev.continuum.inspector.text.Outline;
import dev.continuum.inspector.valid.Inspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Measures the way from a file to its summary: a module of 5 MB (or as many as the first argument
 * says), once in a cold virtual machine and then again and again. A WAT source of 1 MB follows.
 *
 * <pre>
 * mvn -q -Dquick -pl inspector test-compile
 * java -cp inspector/target/classes:inspector/target/test-classes \
 *     dev.continuum.inspector.DecodeBenchmark 5
 * </pre>
 */
public final class DecodeBenchmark {
  private static final int ROUNDS = 31;

  private DecodeBenchmark() {}

  /** Runs the measurements and prints them. */
  public static void main(String[] arguments) throws IOException {
    int megabytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    Path file = Files.createTempFile("generated", ".wasm");
    try {
      Files.write(file, GeneratedModule.ofSize(megabytes << 20));
      IO.println("module of %,d bytes".formatted(Files.size(file)));
      double[] times = new double[ROUNDS];
      String sentence = "";
      for (int i = 0; i < ROUNDS; i++) {
        long start = System.nanoTime();
        sentence = ModuleSummary.of(Inspector.inspect(file).binary()).sentence();
        times[i] = (System.nanoTime() - start) / 1e6;
      }
      report("file to summary", times);
      IO.println(sentence);
    } finally {
      Files.delete(file);
    }
    String source =
        "(module\n"
            + "  (func $f (param i32) (result i32)\n    local.get 0 ;; x\n    i32.const 0x10)\n"
                .repeat(12_000)
            + ")";
    double[] times = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      int fields = Outline.of(source).fields().size();
      times[i] = (System.nanoTime() - start) / 1e6;
      if (fields != 12_000) {
        throw new IllegalStateException("the outline has " + fields + " fields");
      }
    }
    report("outline of %,d characters".formatted(source.length()), times);
  }

  private static void report(String what, double[] times) {
    double cold = times[0];
    double[] warm = Arrays.copyOfRange(times, 1, times.length);
    Arrays.sort(warm);
    IO.println(
        "%s: %.1f ms cold, %.1f ms warm (median of %d)"
            .formatted(what, cold, warm[warm.length / 2], warm.length));
  }
}
