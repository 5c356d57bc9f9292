package dev.continuum.inspector.text.script;

import dev.continuum.inspector.text.SyntaxTree;
import dev.continuum.inspector.text.TextProblem;
import java.util.List;

/**
 * A script of modules, actions and assertions, as the specification's test suite has them in {@code
 * .wast} files.
 *
 * @param commands what could be read, in the order of the text
 * @param problems what could not; those within modules are found when they are assembled
 */
public record Script(List<ScriptCommand> commands, List<TextProblem> problems) {
  public Script {
    commands = List.copyOf(commands);
    problems = List.copyOf(problems);
  }

  /** Reads a script of any content. */
  public static Script of(CharSequence source) {
    return new ScriptReader(SyntaxTree.of(source)).read();
  }
}
