package dev.continuum.inspector.text.print;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * How many instructions each function of a module has, as {@link FunctionListing} lists them. Takes
 * four bytes a function.
 */
public final class InstructionCounts {
  /** Bodies are counted in portions of about this many bytes, several at a time. */
  private static final int PORTION = 1 << 18;

  /** The counts; of a function that is not listed whole, the complement. */
  private final int[] counts;

  private InstructionCounts(int[] counts) {
    this.counts = counts;
  }

  /**
   * Counts the instructions of all functions.
   *
   * @param file the whole file, read from its first byte on
   * @param cancelled asked often, from several threads; when it says true nothing is counted any
   *     more
   * @throws CancellationException when it was cancelled
   */
  public static InstructionCounts of(
      WasmModule module, ByteBuffer file, BooleanSupplier cancelled) {
    List<Function> functions = module.functions();
    int[] counts = new int[functions.size()];
    int[] portions = portions(functions);
    IntStream.range(0, portions.length - 1)
        .parallel()
        .forEach(i -> {
          InstructionReader reader = InstructionReader.of(module, Features.ALL);
          for (int function = portions[i]; function < portions[i + 1]; function++) {
            if (cancelled.getAsBoolean()) {
              throw new CancellationException("nobody wants to know any more");
            }
            Code code = functions.get(function).code();
            counts[function] = code == null ? 0 : count(file, code, reader);
          }
        });
    return new InstructionCounts(counts);
  }

  /** The first function of each portion, and behind them the number of functions. */
  private static int[] portions(List<Function> functions) {
    IntStream.Builder firsts = IntStream.builder().add(0);
    int size = 0;
    for (Function function : functions) {
      Code code = function.code();
      size += code == null ? 0 : code.size();
      if (size >= PORTION) {
        firsts.add(function.index() + 1);
        size = 0;
      }
    }
    return firsts.add(functions.size()).build().toArray();
  }

  private static int count(ByteBuffer file, Code code, InstructionReader reader) {
    reader.body(file, code.instructions());
    int count = 0;
    try {
      while (reader.next()) {
        if (count == FunctionListing.MOST) {
          return ~count;
        }
        count++;
      }
    } catch (MalformedException broken) {
      return ~count;
    }
    return count;
  }

  /** How many instructions of a function are listed; 0 for one without a body. */
  public int instructions(int function) {
    int count = counts[function];
    return count < 0 ? ~count : count;
  }

  /** Whether these are all: false where something is malformed, or the function is too long. */
  public boolean isWhole(int function) {
    return counts[function] >= 0;
  }
}
