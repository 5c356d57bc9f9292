package dev.continuum.inspector.valid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.SpecSuite;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.text.LineMap;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.script.Script;
import dev.continuum.inspector.text.script.ScriptCommand;
import dev.continuum.inspector.text.script.ScriptModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every module of the specification's scripts is valid, or invalid for the reason they say. */
class SpecValidationTest {
  private static final AssemblyOptions PLAIN = new AssemblyOptions(false, false);

  /** The threads proposal builds on a version of the standard that allowed one of each. */
  private static final Set<String> OVERTAKEN = Set.of("multiple tables", "multiple memories");

  /** Counts what was checked, so that a test which finds nothing to check fails. */
  private int checked;

  private final List<String> wrong = new ArrayList<>();

  private interface Check {
    @Nullable String wrong(ScriptCommand command);
  }

  private void forEachCommand(Check check) throws Exception {
    for (Path file : SpecSuite.scripts()) {
      String source = Files.readString(file);
      LineMap lines = LineMap.of(source);
      for (ScriptCommand command : Script.of(source).commands()) {
        String problem = check.wrong(command);
        if (problem != null) {
          int line = lines.line(command.range().start());
          wrong.add(SpecSuite.name(file) + ":" + line + " " + problem);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static byte @Nullable [] bytes(ScriptModule module) {
    Assembly assembly = module.assemble(PLAIN);
    return assembly.bytes();
  }

  /** The first thing wrong with a module, or a note that there is nothing. */
  private Problem error(byte[] bytes) {
    checked++;
    Problem error = Inspector.inspect(bytes).error();
    return error == null ? new Problem(Problem.Stage.NOTE, 0, "valid") : error;
  }

  @Test
  void takesEveryGoodModule() throws Exception {
    forEachCommand(command -> {
      ScriptModule module =
          switch (command) {
            case ScriptCommand.Define define -> define.module();
            case ScriptCommand.AssertRefused refused
                when refused.refusal() == ScriptCommand.Refusal.UNLINKABLE
                    || refused.refusal() == ScriptCommand.Refusal.TRAP ->
                refused.module();
            default -> null;
          };
      if (module == null) {
        return null;
      }
      byte[] bytes = bytes(module);
      if (bytes == null) {
        return "is not assembled";
      }
      Problem error = error(bytes);
      return error.stage() == Problem.Stage.NOTE ? null : error.toString();
    });
    assertThat(checked).isGreaterThan(2500);
  }

  @Test
  void refusesEveryInvalidModuleInTheWordsOfTheSuite() throws Exception {
    forEachCommand(command -> {
      if (!(command instanceof ScriptCommand.AssertRefused refused)
          || refused.refusal() != ScriptCommand.Refusal.INVALID
          || OVERTAKEN.contains(refused.message())) {
        return null;
      }
      byte[] bytes = bytes(refused.module());
      if (bytes == null) {
        return "is not assembled";
      }
      Problem error = error(bytes);
      // "type mismatch: instruction requires …" goes on in the words of one interpreter.
      String words = refused.message().replaceFirst(":.*", "");
      boolean asExpected =
          error.stage() == Problem.Stage.INVALID && error.message().startsWith(words);
      return asExpected ? null : "expected " + refused.message() + ", but " + error;
    });
    assertThat(checked).isGreaterThan(2500);
  }

  @Test
  void refusesEveryMalformedBinary() throws Exception {
    forEachCommand(command -> {
      if (!(command instanceof ScriptCommand.AssertRefused refused)
          || refused.refusal() != ScriptCommand.Refusal.MALFORMED
          || refused.module().form() != ScriptModule.Form.BINARY) {
        return null;
      }
      byte[] bytes = bytes(refused.module());
      Problem error = bytes == null ? null : error(bytes);
      return error != null && error.stage() == Problem.Stage.MALFORMED ? null : "but " + error;
    });
    assertThat(checked).isGreaterThan(500);
  }
}
