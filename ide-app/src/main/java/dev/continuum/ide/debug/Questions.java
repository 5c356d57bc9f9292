package dev.continuum.ide.debug;

import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.ide.mark.CodeQuestions;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.value.Value;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Answers what code is asked by mouse and menu. */
final class Questions implements CodeQuestions {
  /** How much of a value is shown at the mouse. */
  private static final int LONGEST = 400;

  private final DebugModel model;
  private final Path program;

  Questions(DebugModel model, Path program) {
    this.model = model;
    this.program = program;
  }

  @Override
  public Path program() {
    return program;
  }

  @Override
  public void evaluate(String expression, Consumer<String> answer) {
    Expression parsed;
    try {
      parsed = Expression.parse(expression);
    } catch (ExpressionException noExpression) {
      // Most words of a program are none: there is nothing to say.
      return;
    }
    int level = model.level().get();
    model.look(
        backend -> parsed.evaluate(backend.scope(level)),
        value -> answer.accept(text(expression, parsed, value)),
        meaningless -> {
          // A name of something else, such as a label.
        });
  }

  private static String text(String name, Expression parsed, Value value) {
    return GuestText.shown(name)
        + " = "
        + GuestText.shown(value.format(parsed.naturalFormat()), LONGEST)
        + "  "
        + GuestText.shown(value.type());
  }

  @Override
  public void runTo(Location location) {
    model.runTo(location);
  }
}
