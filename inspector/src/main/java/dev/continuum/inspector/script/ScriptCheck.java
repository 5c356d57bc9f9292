package dev.continuum.inspector.script;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.exec.Engine;
import dev.continuum.inspector.exec.EngineLimits;
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
 * Checks what a script says. Good modules are assembled, decoded, validated, printed and assembled
 * again, which must give the same bytes; bad ones must be refused, and at the stage the script
 * says. What a script runs is run by a {@link ScriptExecution}.
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
  private int inOtherWords;
  private final ScriptExecution execution;
  private final List<ScriptReport.Failure> failures = new ArrayList<>();

  private ScriptCheck(Features features, Engine engine) {
    this.features = features;
    execution = new ScriptExecution(engine);
  }

  /**
   * Checks a script.
   *
   * @param source the text of the script
   * @param features what modules may use beyond WebAssembly 3.0
   */
  public static ScriptReport check(CharSequence source, Features features) {
    return check(source, features, new Engine(EngineLimits.DEFAULT));
  }

  /** As {@link #check(CharSequence, Features)}, on a given engine. */
  static ScriptReport check(CharSequence source, Features features, Engine engine) {
    return new ScriptCheck(features, engine).run(source);
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
        case ScriptCommand.Define define -> count(line, define(define.module()));
        case ScriptCommand.AssertRefused refused -> refused(line, refused);
        case ScriptCommand.Instantiate instantiate ->
            count(line, execution.instantiate(instantiate));
        case ScriptCommand.Register register -> count(line, execution.register(register));
        case ScriptCommand.Perform perform -> count(line, execution.perform(perform.action()));
        case ScriptCommand.AssertReturn returns -> count(line, execution.returns(returns));
        case ScriptCommand.AssertFailure fails -> count(line, execution.fails(fails));
      }
    }
    return new ScriptReport(passed, inOtherWords, failures);
  }

  private void count(int line, @Nullable String failure) {
    if (failure == null) {
      passed++;
    } else {
      failures.add(new ScriptReport.Failure(line, failure));
    }
  }

  private @Nullable String define(ScriptModule module) {
    Good good = good(module);
    ScriptExecution.Loaded loaded = good.loaded;
    if (loaded == null) {
      return good.failure;
    }
    execution.define(module.id(), loaded);
    if (!module.isDefinition()) {
      String failure = execution.instantiate(module.id(), loaded);
      return failure == null ? good.failure : failure;
    }
    return good.failure;
  }

  /**
   * A module that must be good: what is wrong with it, and what can be instantiated all the same.
   */
  private record Good(@Nullable String failure, ScriptExecution.@Nullable Loaded loaded) {
    Good(String failure) {
      this(failure, null);
    }
  }

  private Good good(ScriptModule module) {
    Assembly assembly = module.assemble(AssemblyOptions.WITHOUT_MAP);
    byte[] bytes = assembly.bytes();
    if (bytes == null) {
      return new Good("The module is refused: " + assembly.problems().getFirst());
    }
    Inspection inspection = Inspector.inspect(ByteBuffer.wrap(bytes), features);
    Problem error = inspection.error();
    if (error != null) {
      return new Good("The module is refused: " + error);
    }
    if (!(inspection.binary() instanceof WasmModule decoded)) {
      return new Good("The module is a component.");
    }
    String difference = RoundTrip.difference(decoded, bytes);
    return new Good(
        difference == null ? null : "The module " + difference + ".",
        new ScriptExecution.Loaded(decoded, bytes));
  }

  private void refused(int line, ScriptCommand.AssertRefused refused) {
    if (refused.refusal() == ScriptCommand.Refusal.UNLINKABLE
        || refused.refusal() == ScriptCommand.Refusal.TRAP) {
      Good good = good(refused.module());
      ScriptExecution.Loaded loaded = good.loaded;
      count(
          line,
          good.failure != null || loaded == null
              ? good.failure
              : execution.refused(refused.refusal(), loaded, refused.message()));
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
