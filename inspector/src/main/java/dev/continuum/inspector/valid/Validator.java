package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The validator (specification, "Validation"). What the decoder leaves to it is checked here too:
 * that the instructions are well formed, which is a problem of stage {@link
 * Problem.Stage#MALFORMED}. A module that the decoder takes and that has no problem here is valid.
 *
 * <p>Messages begin with the words of the specification's test suite. Of each function the first
 * problem is reported, with the offset of its instruction and the function it is in; the other
 * functions are checked all the same, several at a time.
 */
public final class Validator {
  /** Bodies are handed out in portions of about this many bytes. */
  private static final int PORTION = 1 << 16;

  private final Features features;

  /**
   * @param features what is taken beyond WebAssembly 3.0
   */
  public Validator(Features features) {
    this.features = features;
  }

  /**
   * Checks a module.
   *
   * @param module what the decoder made of the bytes
   * @param bytes what remains of the buffer is the whole file; its position does not change
   * @return what is wrong, in file order; empty for a valid module, at most 1000
   */
  public List<Problem> validate(WasmModule module, ByteBuffer bytes) {
    return validate(module, bytes, new InstructionUses());
  }

  /** The same, and says what the bodies use as far as they are valid. */
  List<Problem> validate(WasmModule module, ByteBuffer bytes, InstructionUses uses) {
    ByteBuffer file = bytes.slice();
    Problems problems = new Problems();
    ModuleContext context = ModuleCheck.check(module, file, features, problems, uses);
    if (context != null) {
      for (Portion portion : bodies(module, context, file)) {
        portion.problems.forEach(problems::add);
        uses.add(portion.uses);
      }
    }
    List<Problem> sorted = new ArrayList<>(problems.all());
    sorted.sort(Comparator.comparingInt(Problem::offset));
    return List.copyOf(sorted);
  }

  /** Checks a module that lies in an array. */
  public List<Problem> validate(WasmModule module, byte[] bytes) {
    return validate(module, ByteBuffer.wrap(bytes));
  }

  /** What was found in some functions. */
  private record Portion(List<Problem> problems, InstructionUses uses) {}

  private List<Portion> bodies(WasmModule module, ModuleContext context, ByteBuffer file) {
    int[] portions = portions(module.functions());
    return IntStream.range(0, portions.length - 1)
        .parallel()
        .mapToObj(i -> portion(module, context, file, portions[i], portions[i + 1]))
        .toList();
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

  private Portion portion(
      WasmModule module, ModuleContext context, ByteBuffer file, int from, int to) {
    BodyValidator check = new BodyValidator(context, file, InstructionReader.of(module, features));
    List<Problem> found = new ArrayList<>();
    for (Function function : module.functions().subList(from, to)) {
      check.uses().in(function.index());
      Problem problem = body(check, context, function);
      if (problem != null && found.size() < Problems.MOST) {
        found.add(problem);
      }
    }
    return new Portion(found, check.uses());
  }

  private static @Nullable Problem body(
      BodyValidator check, ModuleContext context, Function function) {
    Code code = function.code();
    if (code == null) {
      return null;
    }
    try {
      check.body(context.functions[function.index()], code);
      return null;
    } catch (InvalidException wrong) {
      return within(function, wrong.problem());
    } catch (MalformedException malformed) {
      return within(function, malformed.problem());
    }
  }

  /** The problem with the function it is in. */
  private static Problem within(Function function, Problem problem) {
    String name = function.name();
    String label =
        name == null
            ? Integer.toString(function.index())
            : function.index() + " " + Identifiers.of(Problems.brief(name));
    return new Problem(
        problem.stage(), problem.offset(), problem.message() + ", in function " + label);
  }
}
