package dev.continuum.ide.debug.value;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.Standing;
import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.ide.run.InputHistory;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.syntax.Function;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Evaluates expressions once, where the guest stands, and remembers them for the session. Used on
 * the JavaFX thread only.
 */
final class EvaluateModel {
  /** How many answers are kept. */
  private static final int MOST = 200;

  /**
   * An answer.
   *
   * @param value the value, or why there is none
   */
  record Answer(String expression, String type, String value, boolean wrong) {}

  private final GuestView guest;
  private final InputHistory history = new InputHistory();
  private final ObservableList<Answer> answers = FXCollections.observableArrayList();

  EvaluateModel(GuestView guest) {
    this.guest = guest;
  }

  /** What was answered, in order. */
  ObservableList<Answer> answers() {
    return answers;
  }

  /** Evaluates an expression in the selected frame. */
  void evaluate(String text) {
    history.add(text);
    Standing standing = guest.standing().get();
    if (standing == null) {
      answer(text, Learned.failed("Nothing is being debugged."));
      return;
    }
    if (guest.moving().get()) {
      answer(text, Learned.failed("The program moves. Pause it first."));
      return;
    }
    Expression expression;
    try {
      expression = Expression.parse(text);
    } catch (ExpressionException malformed) {
      answer(text, Learned.failed(malformed.problem().message()));
      return;
    }
    int level = guest.level().get();
    List<Function> functions = standing.program().module().functions();
    ValueReader.Wanted wanted = new ValueReader.Wanted(new Spot.Watched(expression), text, null);
    guest.look(
        backend -> {
          Scope scope = backend.scope(level);
          FrameKey frame = ValueTreeModel.frame(backend, scope, standing.session(), level);
          return new ValueReader(scope, frame, functions).read(List.of(wanted)).getFirst();
        },
        learned -> answer(text, learned),
        failed -> answer(text, Learned.failed(String.valueOf(failed.getMessage()))));
  }

  private void answer(String text, Learned learned) {
    boolean wrong = !learned.problem().isEmpty();
    answers.add(
        new Answer(
            GuestText.shown(text),
            learned.type(),
            wrong ? GuestText.sentence(learned.problem()) : learned.text(),
            wrong));
    if (answers.size() > MOST) {
      answers.removeFirst();
    }
  }

  /** The expression before; the one being typed is kept to come back to. */
  String previous(String current) {
    return history.previous(current);
  }

  /** The expression after, at last the one that was being typed. */
  String next(String current) {
    return history.next(current);
  }

  void clear() {
    answers.clear();
  }
}
