package dev.continuum.inspector.bench;

import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.text.Outline;
import dev.continuum.inspector.text.SyntaxTree;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.print.ModulePrinter;
import dev.continuum.inspector.text.print.PrintOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it takes to read a text: {@code sh inspector/src/test/benchmark.sh} runs it. Each result has
 * a second line, {@code characters}, with how many were read in a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class TextBenchmark {
  /** A text, or what {@link BenchmarkFile#module} takes: then its text is printed first. */
  @Param("generated:5")
  public String file;

  private String source;

  /** How many characters were read. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Read {
    public long characters;
  }

  /** Reads or makes the text. */
  @Setup
  public void read() throws IOException, MalformedException {
    if (file.endsWith(".wat")) {
      source = Files.readString(Path.of(file));
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(BenchmarkFile.module(file));
    StringBuilder text = new StringBuilder();
    new ModulePrinter(ModuleDecoder.decode(bytes), bytes, PrintOptions.EXACT).print(text);
    source = text.toString();
  }

  /** Reads it into tokens and lists. */
  @Benchmark
  public int tree(Read read) {
    read.characters += source.length();
    return SyntaxTree.of(source).size();
  }

  /** Finds what it defines. */
  @Benchmark
  public int outline(Read read) {
    read.characters += source.length();
    return Outline.of(source).fields().size();
  }

  /** Assembles it to a binary. */
  @Benchmark
  public byte[] assemble(Read read) {
    read.characters += source.length();
    byte[] bytes = Assembler.assemble(source, AssemblyOptions.WITHOUT_MAP).bytes();
    if (bytes == null) {
      throw new IllegalStateException("the text is refused");
    }
    return bytes;
  }
}
