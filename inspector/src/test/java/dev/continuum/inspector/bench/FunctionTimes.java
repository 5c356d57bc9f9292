package dev.continuum.inspector.bench;

import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.print.ModulePrinter;
import dev.continuum.inspector.text.print.PrintOptions;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How long each single function of a module takes to print: {@code java -Xmx1g -Xmn512m -cp CLASSES
 * dev.continuum.inspector.bench.FunctionTimes FILE.wasm ROUNDS}, where {@code sh
 * inspector/src/test/benchmark.sh --classes} says the classes. The best of so many rounds counts,
 * so that pauses that have nothing to do with a function are not laid at its door.
 */
public final class FunctionTimes {
  private static final long GOAL = 5_000_000;

  private FunctionTimes() {}

  /** Prints the median, the 99.9th percentile and the worst, flat and folded, in milliseconds. */
  public static void main(String[] arguments) throws IOException, MalformedException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[0])));
    int rounds = Integer.parseInt(arguments[1]);
    WasmModule module = ModuleDecoder.decode(bytes);
    for (boolean folded : new boolean[] {false, true}) {
      PrintOptions options = PrintOptions.DISPLAY.withFolded(folded);
      long[] best = best(new ModulePrinter(module, bytes, options), module, rounds);
      Arrays.sort(best);
      System.out.printf(
          "%s: %d functions, median %.3f, 99.9 %% %.3f, worst %.3f ms; %d over 5 ms%n",
          folded ? "folded" : "flat",
          best.length,
          best[best.length / 2] / 1e6,
          best[(int) (best.length * 0.999)] / 1e6,
          best[best.length - 1] / 1e6,
          Arrays.stream(best).filter(time -> time > GOAL).count());
    }
  }

  private static long[] best(ModulePrinter printer, WasmModule module, int rounds)
      throws IOException, MalformedException {
    long[] best = new long[module.functions().size()];
    Arrays.fill(best, Long.MAX_VALUE);
    for (int round = 0; round < rounds; round++) {
      for (int function = 0; function < best.length; function++) {
        long start = System.nanoTime();
        printer.printFunction(function, Writer.nullWriter());
        best[function] = Math.min(best[function], System.nanoTime() - start);
      }
    }
    return best;
  }
}
