package dev.continuum.ide.debug;

import dev.continuum.ide.debug.OperandQuestions.Question;
import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.origin.Origin;
import dev.continuum.inspector.debug.origin.OriginStep;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Why a program cannot go on, and where the values came from that brought it there. It is there
 * while the program stands at a trap or an exception, and while a chain of steps is shown. Used on
 * the JavaFX thread only.
 */
public final class TrapModel {
  /**
   * A place that the program stands at, to come back to.
   *
   * @param reason why it cannot go on; null where only a value was asked for
   * @param sentence what has happened; empty if nothing has
   * @param where function and line
   */
  record Stand(
      long tick, long session, Stop.@Nullable Reason reason, String sentence, String where) {
    /** Whether it traps there, or throws. */
    boolean trap() {
      return reason != null;
    }
  }

  private final GuestView guest;
  private final ReadOnlyObjectWrapper<@Nullable Stand> stand = new ReadOnlyObjectWrapper<>();
  private final ObservableList<Question> questions = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable Question> asked = new ReadOnlyObjectWrapper<>();
  private final ObservableList<OriginRow> rows = FXCollections.observableArrayList();
  private final ObservableList<Question> further = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper away = new ReadOnlyBooleanWrapper();
  private long searches;

  /** What the program has shown; its strip is empty at first. */
  public TrapModel(GuestView guest) {
    this.guest = guest;
    guest.standing().subscribe(this::stood);
  }

  private void stood(@Nullable Standing now) {
    Stand before = stand.get();
    if (now == null
        || before != null
            && (now.session() != before.session() || now.lastTick() < before.tick())) {
      close();
    }
    if (now == null) {
      return;
    }
    Stop.Reason reason = now.stop().reason();
    if (reason == Stop.Reason.TRAP || reason == Stop.Reason.EXCEPTION) {
      trapped(now, reason);
    }
    Stand home = stand.get();
    if (home != null && home.tick() != now.tick() && asked.get() == null) {
      close();
    }
    away.set(stand.get() != null && stand.get().tick() != now.tick());
  }

  private void trapped(Standing now, Stop.Reason reason) {
    Stand before = stand.get();
    Stand here =
        new Stand(
            now.tick(),
            now.session(),
            reason,
            GuestText.sentence(now.stop().message()),
            where(now));
    if (!here.equals(before)) {
      close();
      stand.set(here);
    }
    Program program = now.program();
    guest.look(
        backend -> OperandQuestions.here(program, backend),
        questions::setAll,
        failed -> note.set("The operands cannot be read: " + failed + "."));
  }

  private static String where(Standing now) {
    return now.frame() == null
        ? ""
        : OriginRow.where(now.program(), now.frame().name(), now.frame().offset());
  }

  /** Where it stands; null when there is nothing to show. */
  ReadOnlyObjectProperty<@Nullable Stand> stand() {
    return stand.getReadOnlyProperty();
  }

  /** What can be asked of the operands of the instruction that traps. */
  ObservableList<Question> questions() {
    return questions;
  }

  /** What was asked last; null when nothing was. */
  ReadOnlyObjectProperty<@Nullable Question> asked() {
    return asked.getReadOnlyProperty();
  }

  /** The answer, the latest step first. */
  ObservableList<OriginRow> rows() {
    return rows;
  }

  /** What can be asked of the operands of the last step. */
  ObservableList<Question> further() {
    return further;
  }

  /** What there is to say of the answer, in a sentence; empty where it says all. */
  ReadOnlyStringProperty note() {
    return note.getReadOnlyProperty();
  }

  /** Whether an answer is searched for. */
  ReadOnlyBooleanProperty searching() {
    return searching.getReadOnlyProperty();
  }

  /** Whether the program stands elsewhere. */
  ReadOnlyBooleanProperty away() {
    return away.getReadOnlyProperty();
  }

  /**
   * Shows where the value of a place came from, in the frame that is selected.
   *
   * @param subject what is asked for, in words, harmless: {@code $n = 3}
   */
  public void ask(String subject, Place place) {
    Standing now = guest.standing().get();
    if (now == null) {
      return;
    }
    if (stand.get() == null) {
      stand.set(new Stand(now.tick(), now.session(), null, "", where(now)));
      away.set(false);
    }
    ask(new Question(subject, now.tick(), guest.level().get(), place));
  }

  /** Shows the answer to a question. */
  void ask(Question question) {
    Standing now = guest.standing().get();
    if (now == null) {
      return;
    }
    asked.set(question);
    rows.clear();
    further.clear();
    note.set("");
    searching.set(true);
    long search = ++searches;
    guest.origin(
        question.tick(),
        question.level(),
        question.place(),
        origin -> {
          if (search == searches) {
            searching.set(false);
            show(now.program(), origin);
          }
        },
        failed -> {
          if (search == searches) {
            searching.set(false);
            note.set(failed);
          }
        });
  }

  private void show(Program program, Origin origin) {
    rows.setAll(origin.steps().stream().map(step -> OriginRow.of(program, step)).toList());
    if (!origin.steps().isEmpty()) {
      OriginStep last = origin.steps().getLast();
      further.setAll(OperandQuestions.of(last));
    }
    note.set(
        switch (origin.ending()) {
          case FOUND -> "";
          case CUT -> "There are more steps than are shown. Go to the last one and ask there.";
          case INTERRUPTED -> "The search was stopped, and there may be more steps.";
        });
  }

  /** Goes to the moment of a step. */
  void go(OriginRow row) {
    if (row.reachable()) {
      guest.move(new Motion.ToTick(row.tick()));
    }
  }

  /** Goes back to where it stood. */
  void back() {
    Stand home = stand.get();
    if (home != null) {
      guest.move(new Motion.ToTick(home.tick()));
    }
  }

  /** Has a search end with what it has found. */
  void stop() {
    guest.pause();
  }

  /** Shows nothing any more, until something happens again. */
  void close() {
    searches++;
    stand.set(null);
    asked.set(null);
    questions.clear();
    rows.clear();
    further.clear();
    note.set("");
    searching.set(false);
    away.set(false);
  }
}
