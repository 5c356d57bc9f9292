package dev.continuum.inspector.script;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.LineMap;
import dev.continuum.inspector.text.TextProblem;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.script.Script;
import dev.continuum.inspector.text.script.ScriptCommand;
import dev.continuum.inspector.text.script.ScriptModule;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a script says of modules without running them: good ones are assembled, decoded,
 * validated, printed and assembled again, which must give the same bytes; bad ones must be refused,
 * and at the stage the script says. Everything that runs a module is counted as not checked.
 *
 * <p>A module that must not be linked, or that traps when it starts, is good as far as it is
 * checked here; the assertion itself counts as not checked.
 */
public final class ScriptCheck {
  private final Features features;

  /** What was found of a module, and everything said of it. */
  private record Verdict(Stage stage, List<String> reasons) {}

  private enum Stage {
    GOOD("good"),
    MALFORMED("malformed"),
    INVALID("invalid");

    private final String word;

    Stage(String word) {
      this.word = word;
    }
  }

  private int passed;
  private int notChecked;
  private int inOtherWords;
  private final List<ScriptReport.Failure> failures = new ArrayList<>();

  private ScriptCheck(Features features) {
    this.features = features;
  }

  /**
   * Checks a script.
   *
   * @param source the text of the script
   * @param features what modules may use beyond WebAssembly 3.0
   */
  public static ScriptReport check(CharSequence source, Features features) {
    return new ScriptCheck(features).run(source);
  }

  private ScriptReport run(CharSequence source) {
    LineMap lines = LineMap.of(source);
    Script script = Script.of(source);
    for (TextProblem problem : script.problems()) {
      failures.add(new ScriptReport.Failure(problem.line(), problem.message()));
    }
    for (ScriptCommand command : script.commands()) {
      int line = lines.line(command.range().start());
      switch (command) {
        case ScriptCommand.Define define -> count(line, good(define.module()));
        case ScriptCommand.AssertRefused refused -> refused(line, refused);
        default -> notChecked++;
      }
    }
    return new ScriptReport(passed, notChecked, inOtherWords, failures);
  }

  private void count(int line, @Nullable String failure) {
    if (failure == null) {
      passed++;
    } else {
      failures.add(new ScriptReport.Failure(line, failure));
    }
  }

  /** Why a module that must be good is not, or null. */
  private @Nullable String good(ScriptModule module) {
    Assembly assembly = module.assemble(AssemblyOptions.WITHOUT_MAP);
    byte[] bytes = assembly.bytes();
    if (bytes == null) {
      return "The module is refused: " + assembly.problems().getFirst();
    }
    Inspection inspection = Inspector.inspect(ByteBuffer.wrap(bytes), features);
    Problem error = inspection.error();
    if (error != null) {
      return "The module is refused: " + error;
    }
    if (!(inspection.binary() instanceof WasmModule decoded)) {
      return "The module is a component.";
    }
    String difference = RoundTrip.difference(decoded, bytes);
    return difference == null ? null : "The module " + difference + ".";
  }

  private void refused(int line, ScriptCommand.AssertRefused refused) {
    if (refused.refusal() == ScriptCommand.Refusal.UNLINKABLE
        || refused.refusal() == ScriptCommand.Refusal.TRAP) {
      String failure = good(refused.module());
      if (failure == null) {
        notChecked++;
      } else {
        count(line, failure);
      }
      return;
    }
    Verdict verdict = verdict(refused.module());
    boolean custom = refused.refusal() == ScriptCommand.Refusal.INVALID_CUSTOM;
    Stage wanted =
        switch (refused.refusal()) {
          case MALFORMED, MALFORMED_CUSTOM -> Stage.MALFORMED;
          default -> Stage.INVALID;
        };
    // What an annotation says is judged while the text is read, whatever it says.
    boolean right = verdict.stage() == wanted || custom && verdict.stage() == Stage.MALFORMED;
    if (!right) {
      String taken =
          verdict.stage() == Stage.GOOD
              ? "taken"
              : "refused as " + verdict.stage().word + " (" + verdict.reasons().getFirst() + ")";
      count(
          line,
          "The module is "
              + taken
              + ", but must be refused as "
              + wanted.word
              + ": "
              + refused.message());
      return;
    }
    passed++;
    if (verdict.reasons().stream().noneMatch(reason -> reason.startsWith(refused.message()))) {
      inOtherWords++;
    }
  }

  private Verdict verdict(ScriptModule module) {
    Assembly assembly = module.assemble(AssemblyOptions.WITHOUT_MAP);
    byte[] bytes = assembly.bytes();
    if (bytes == null) {
      return new Verdict(
          Stage.MALFORMED, assembly.problems().stream().map(TextProblem::message).toList());
    }
    Inspection inspection = Inspector.inspect(ByteBuffer.wrap(bytes), features);
    Problem error = inspection.error();
    List<String> reasons = inspection.problems().stream().map(Problem::message).toList();
    if (error == null) {
      return new Verdict(Stage.GOOD, reasons);
    }
    // Malformed instructions are noticed by the validator, maybe behind something invalid.
    boolean malformed =
        inspection.problems().stream()
            .anyMatch(problem -> problem.stage() == Problem.Stage.MALFORMED);
    return new Verdict(malformed ? Stage.MALFORMED : Stage.INVALID, reasons);
  }
}
