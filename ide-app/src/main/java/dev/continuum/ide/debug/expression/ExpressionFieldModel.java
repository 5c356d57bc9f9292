package dev.continuum.ide.debug.expression;

import dev.continuum.inspector.debug.expression.Completion;
import dev.continuum.inspector.debug.expression.ExpressionProblem;
import dev.continuum.inspector.debug.expression.ScopeNames;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * A text that is being typed: what is wrong with it, and what could complete it. Used on the JavaFX
 * thread only.
 */
public final class ExpressionFieldModel {
  /**
   * A text after a completion was taken.
   *
   * @param caret where typing goes on
   */
  public record Edit(String text, int caret) {}

  private final Grammar grammar;
  private final Supplier<ScopeNames> names;
  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<@Nullable ExpressionProblem> problem =
      new ReadOnlyObjectWrapper<>();
  private final ObservableList<Completion> offers = FXCollections.observableArrayList();
  private final ObservableList<Completion> view = FXCollections.unmodifiableObservableList(offers);
  private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper(-1);

  /**
   * Begins without text.
   *
   * @param names the names that can be used now; asked whenever something is to be completed, so it
   *     must answer from what is there
   */
  public ExpressionFieldModel(Grammar grammar, Supplier<ScopeNames> names) {
    this.grammar = grammar;
    this.names = names;
    text.subscribe(this::check);
  }

  private void check(String now) {
    List<ExpressionProblem> problems = now.isBlank() ? List.of() : grammar.problems(now);
    problem.set(problems.isEmpty() ? null : problems.getFirst());
  }

  /** What is typed; may be set. */
  public StringProperty text() {
    return text;
  }

  /** The first thing that is wrong; null when nothing is, and while there is no text. */
  public ReadOnlyObjectProperty<@Nullable ExpressionProblem> problem() {
    return problem.getReadOnlyProperty();
  }

  /** Whether there is a text and nothing is wrong with it. */
  public boolean isReady() {
    return !text.get().isBlank() && problem.get() == null;
  }

  /** What could complete the text now; empty while nothing is offered. */
  public ObservableList<Completion> offers() {
    return view;
  }

  /** Which offer would be taken; -1 while there is none. */
  public ReadOnlyIntegerProperty chosen() {
    return chosen.getReadOnlyProperty();
  }

  /**
   * Offers what continues the word that has just been typed.
   *
   * @param caret the position in the text behind which it was typed
   */
  public void typed(int caret) {
    int at = Math.clamp(caret, 0, text.get().length());
    char before = at == 0 ? ' ' : text.get().charAt(at - 1);
    boolean word =
        Character.isLetterOrDigit(before) || before == '$' || before == '_' || before == '.';
    if (word) {
      complete(at);
    } else {
      dismiss();
    }
  }

  /** Offers whatever could stand at a position. */
  public void complete(int caret) {
    String now = text.get();
    int at = Math.clamp(caret, 0, now.length());
    List<Completion> found = grammar.completions(now, at, names.get());
    boolean nothingNew =
        found.size() == 1
            && found
                .getFirst()
                .text()
                .equals(
                    now.substring(
                        found.getFirst().replaced().start(), found.getFirst().replaced().end()));
    offers.setAll(nothingNew ? List.of() : found);
    chosen.set(offers.isEmpty() ? -1 : 0);
  }

  /** Chooses another offer: some further down, or up when negative; it goes round at the ends. */
  public void choose(int further) {
    if (!offers.isEmpty()) {
      chosen.set(Math.floorMod(chosen.get() + further, offers.size()));
    }
  }

  /** Chooses an offer by its index. */
  public void chooseAt(int index) {
    if (index >= 0 && index < offers.size()) {
      chosen.set(index);
    }
  }

  /** Takes the chosen offer; empty when there is none, or it would change nothing. */
  public Optional<Edit> accept() {
    int index = chosen.get();
    if (index < 0 || index >= offers.size()) {
      return Optional.empty();
    }
    Completion taken = offers.get(index);
    dismiss();
    String now = text.get();
    int start = Math.min(taken.replaced().start(), now.length());
    int end = Math.clamp(taken.replaced().end(), start, now.length());
    String next = now.substring(0, start) + taken.text() + now.substring(end);
    if (next.equals(now)) {
      return Optional.empty();
    }
    text.set(next);
    return Optional.of(new Edit(next, start + taken.text().length()));
  }

  /** Offers nothing any more. */
  public void dismiss() {
    offers.clear();
    chosen.set(-1);
  }
}
