package dev.continuum.inspector;

import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.print.ModulePrinter;
import dev.continuum.inspector.text.print.PrintOptions;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures how long it takes to list the functions of a module, to print each one by itself, to
 * print all of it, and to assemble what was printed: a generated module of 5 MB, or the file of the
 * first argument. A second argument {@code assemble} does the last, which keeps the whole text.
 *
 * <pre>
 * mvn -q -Dquick -pl inspector test-compile
 * java -Xmx4g -cp inspector/target/classes:inspector/target/test-classes \
 *     dev.continuum.inspector.TextBenchmark [FILE [assemble]]
 * </pre>
 */
public final class TextBenchmark {
  private static final int ROUNDS = 9;

  private TextBenchmark() {}

  /** Runs the measurements and prints them. */
  public static void main(String[] arguments) throws Exception {
    byte[] bytes =
        arguments.length > 0
            ? Files.readAllBytes(Path.of(arguments[0]))
            : GeneratedModule.ofSize(5_000_000);
    ByteBuffer file = ByteBuffer.wrap(bytes);
    double[] listing = new double[ROUNDS];
    WasmModule module = ModuleDecoder.decode(file);
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      module = ModuleDecoder.decode(file);
      listing[i] = since(start);
    }
    IO.println("%,d bytes, %,d functions".formatted(bytes.length, module.functions().size()));
    IO.println("list the functions: %.1f ms cold, %s".formatted(listing[0], median(listing)));
    functions(module, file);
    whole(module, file);
    if (arguments.length > 1 && arguments[1].equals("assemble")) {
      assemble(module, file);
    }
  }

  /** The second time over all functions counts. */
  private static void functions(WasmModule module, ByteBuffer file) throws Exception {
    ModulePrinter printer = new ModulePrinter(module, file, PrintOptions.DISPLAY);
    List<Function> bodies = new ArrayList<>(module.functions());
    bodies.removeIf(function -> function.code() == null);
    double[] times = new double[bodies.size()];
    int slowest = 0;
    for (int round = 0; round < 2; round++) {
      slowest = 0;
      for (int i = 0; i < times.length; i++) {
        long start = System.nanoTime();
        printer.printFunction(bodies.get(i).index(), Writer.nullWriter());
        times[i] = since(start);
        slowest = times[i] > times[slowest] ? i : slowest;
      }
    }
    Code code = bodies.get(slowest).code();
    double worst = times[slowest];
    Arrays.sort(times);
    IO.println(
        "print one function: median %.3f ms, 99 %% %.3f ms, 99.9 %% %.2f ms, worst %.1f ms (%,d bytes)"
            .formatted(
                times[times.length / 2],
                times[(int) (times.length * 0.99)],
                times[(int) (times.length * 0.999)],
                worst,
                code == null ? 0 : code.size()));
  }

  private static void whole(WasmModule module, ByteBuffer file) throws Exception {
    for (int round = 0; round < 2; round++) {
      long start = System.nanoTime();
      new ModulePrinter(module, file, PrintOptions.EXACT).print(Writer.nullWriter());
      IO.println("print all of it: %.0f ms".formatted(since(start)));
    }
  }

  private static void assemble(WasmModule module, ByteBuffer file) throws Exception {
    StringBuilder text = new StringBuilder();
    new ModulePrinter(module, file, PrintOptions.EXACT).print(text);
    String source = text.toString();
    text.setLength(0);
    text.trimToSize();
    double[] times = new double[3];
    Assembly assembly = null;
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      assembly = Assembler.assemble(source, AssemblyOptions.WITHOUT_MAP);
      times[i] = since(start);
    }
    boolean same = assembly != null && Arrays.equals(assembly.bytes(), file.array());
    Arrays.sort(times);
    IO.println(
        "assemble %,d characters: %.0f ms, %.0f MB/s, %s bytes"
            .formatted(
                source.length(),
                times[1],
                source.length() / 1e3 / times[1],
                same ? "the same" : "other"));
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static String median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return "%.1f ms median of %d".formatted(sorted[sorted.length / 2], sorted.length);
  }
}
