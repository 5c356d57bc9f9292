package dev.continuum.inspector.bench;

import dev.continuum.inspector.analysis.ModuleSummary;
import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.Inspector;
import dev.continuum.inspector.valid.Validator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
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

/** What it takes to know a module: {@code sh inspector/src/test/benchmark.sh} runs it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecodeBenchmark {
  /** See {@link BenchmarkFile#module}. */
  @Param("generated:5")
  public String file;

  private ByteBuffer bytes;

  /** Reads the file. */
  @Setup
  public void read() throws IOException {
    bytes = ByteBuffer.wrap(BenchmarkFile.module(file));
  }

  /** Decodes all but the bodies, which is enough to list the functions. */
  @Benchmark
  public int functions() throws MalformedException {
    int named = 0;
    for (Function function : ModuleDecoder.decode(bytes).functions()) {
      named += function.name() == null ? 0 : 1;
    }
    return named;
  }

  /** Goes through all instructions. */
  @Benchmark
  public long instructions() throws MalformedException {
    WasmModule module = ModuleDecoder.decode(bytes);
    InstructionReader reader = InstructionReader.of(module, Features.ALL);
    long instructions = 0;
    for (Function function : module.functions()) {
      if (function.code() != null) {
        reader.body(bytes, function.code().instructions());
        while (reader.next()) {
          instructions++;
        }
      }
    }
    return instructions;
  }

  /** Decodes and validates all of it. */
  @Benchmark
  public List<Problem> decodeAndValidate() throws MalformedException {
    return new Validator(Features.ALL).validate(ModuleDecoder.decode(bytes), bytes);
  }

  /** Decodes and validates all of it, and says in a sentence what it is. */
  @Benchmark
  public String summary() {
    return ModuleSummary.of(Inspector.inspect(bytes)).sentence();
  }
}
