package dev.continuum.inspector.bench;

import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.print.LineOffsets;
import dev.continuum.inspector.text.print.ModulePrinter;
import dev.continuum.inspector.text.print.PrintOptions;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
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

/** What it takes to show a module: {@code sh inspector/src/test/benchmark.sh} runs it. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PrintBenchmark {
  /** See {@link BenchmarkFile#module}. */
  @Param("generated:5")
  public String file;

  private ByteBuffer bytes;
  private WasmModule module;
  private ModulePrinter printer;
  private int first;
  private int next;

  /** Reads and decodes the file. */
  @Setup
  public void read() throws IOException, MalformedException {
    bytes = ByteBuffer.wrap(BenchmarkFile.module(file));
    module = ModuleDecoder.decode(bytes);
    printer = new ModulePrinter(module, bytes, PrintOptions.DISPLAY);
    while (module.functions().get(first).code() == null) {
      first++;
    }
    next = first;
  }

  /**
   * Prints one function after another; how long each took is what counts, the longest above all.
   */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  public LineOffsets function() throws IOException, MalformedException {
    int index = next++;
    if (next == module.functions().size()) {
      next = first;
    }
    return printer.printFunction(index, Writer.nullWriter());
  }

  /** Prints all of it and keeps nothing. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  public void all() throws IOException, MalformedException {
    new ModulePrinter(module, bytes, PrintOptions.EXACT).print(Writer.nullWriter());
  }
}
