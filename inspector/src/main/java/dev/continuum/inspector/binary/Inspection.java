package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.InstructionUse;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.Proposal;
import dev.continuum.inspector.syntax.WasmBinary;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could be read of a file, and everything found wrong with it in file order. A file that is no
 * WebAssembly at all comes back as an empty module with one problem.
 *
 * @param uses for each proposal the first thing in code that came with it, in the order of {@link
 *     Proposal}; empty when code was not looked at
 */
public record Inspection(WasmBinary binary, List<Problem> problems, List<InstructionUse> uses) {
  public Inspection {
    problems = problems.stream().sorted(Comparator.comparingInt(Problem::offset)).toList();
    uses = List.copyOf(uses);
  }

  /** What could be read without looking at bodies. */
  public Inspection(WasmBinary binary, List<Problem> problems) {
    this(binary, problems, List.of());
  }

  /** The first problem an engine would refuse the file for, or null. */
  public @Nullable Problem error() {
    for (Problem problem : problems) {
      if (problem.stage() != Problem.Stage.NOTE) {
        return problem;
      }
    }
    return null;
  }
}
