package dev.continuum.inspector;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.Validator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Measures how long it takes to decode a module, to read every instruction of its bodies on one
 * processor, and to validate it on all: a generated module of 32 MB, or the file of the first
 * argument.
 *
 * <pre>
 * mvn -q -Dquick -pl inspector test-compile
 * java -cp inspector/target/classes:inspector/target/test-classes \
 *     dev.continuum.inspector.BodyBenchmark [FILE]
 * </pre>
 */
public final class BodyBenchmark {
  private static final int ROUNDS = 31;

  private BodyBenchmark() {}

  /** Runs the measurements and prints them. */
  public static void main(String[] arguments) throws Exception {
    byte[] bytes = bytes(arguments);
    ByteBuffer file = ByteBuffer.wrap(bytes);
    double[] decoding = new double[ROUNDS];
    double[] walking = new double[ROUNDS];
    double[] validating = new double[ROUNDS];
    int problems = 0;
    long instructions = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      WasmModule module = ModuleDecoder.decode(file);
      long decoded = System.nanoTime();
      instructions = walk(module, file);
      decoding[i] = (decoded - start) / 1e6;
      long walked = System.nanoTime();
      walking[i] = (walked - decoded) / 1e6;
      problems = new Validator(Features.ALL).validate(module, file).size();
      validating[i] = (System.nanoTime() - walked) / 1e6;
    }
    IO.println(
        "%,d bytes, %,d instructions, %d problems".formatted(bytes.length, instructions, problems));
    report("decode", decoding);
    report("walk all bodies", walking);
    report("validate", validating);
  }

  private static byte[] bytes(String[] arguments) throws IOException {
    return arguments.length > 0
        ? Files.readAllBytes(Path.of(arguments[0]))
        : GeneratedModule.ofSize(32 << 20);
  }

  private static long walk(WasmModule module, ByteBuffer file) throws Exception {
    InstructionReader reader = InstructionReader.of(module, Features.ALL);
    long instructions = 0;
    for (Function function : module.functions()) {
      if (function.code() != null) {
        reader.body(file, function.code().instructions());
        while (reader.next()) {
          instructions++;
        }
      }
    }
    return instructions;
  }

  private static void report(String what, double[] times) {
    double[] warm = Arrays.copyOfRange(times, 1, times.length);
    Arrays.sort(warm);
    IO.println(
        "%s: %.1f ms cold; warm %.1f ms best, %.1f ms median of %d"
            .formatted(what, times[0], warm[0], warm[warm.length / 2], warm.length));
  }
}
