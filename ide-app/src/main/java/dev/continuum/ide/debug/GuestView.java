package dev.continuum.ide.debug;

import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.debug.BindException;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.origin.Origin;
import dev.continuum.inspector.debug.origin.Origins;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The guest that is debugged, as panels see it. They show what {@link #standing} says and ask for
 * no more than is visible. Used on the JavaFX thread only.
 */
public interface GuestView {
  /**
   * Where it stood last; null while nothing is debugged. It stays while the guest moves, so that
   * panels keep what they show until there is something new.
   */
  ReadOnlyObjectProperty<@Nullable Standing> standing();

  /** Whether it moves now. */
  ReadOnlyBooleanProperty moving();

  /** The frame that locals and expressions are looked up in; 0, the innermost, after each stop. */
  ReadOnlyIntegerProperty level();

  /** Selects another frame. */
  void select(int level);

  /**
   * Looks at the guest where it stands. Neither consumer is called when it has moved or changed
   * before the answer is there.
   *
   * @param question is asked on the session's thread; must not take long
   */
  <T> void look(
      DebugSession.Inspection<T> question, Consumer<T> answer, Consumer<Exception> failed);

  /** Moves it; does nothing while it moves. */
  void move(Motion motion);

  /** Has it stand still soon, or an excursion come to its end. */
  void pause();

  /**
   * Looks at the guest by moving it about; it counts as standing all the while, and one excursion
   * ends the other. Neither consumer is called when it has moved or changed before the answer is
   * there.
   *
   * @param excursion is made on the session's thread, and brings the guest back
   */
  <T> void excursion(
      DebugSession.Excursion<T> excursion, Consumer<T> answer, Consumer<Exception> failed);

  /**
   * Finds where the value of a place came from, in the history.
   *
   * @param tick when the place has the value
   * @param level the frame that the place belongs to at that tick
   * @param failed is told in words why that cannot be found
   */
  default void origin(
      long tick, int level, Place place, Consumer<Origin> answer, Consumer<String> failed) {
    Standing now = standing().get();
    if (now == null) {
      return;
    }
    Program program = now.program();
    excursion(
        (backend, interrupted) ->
            new Origins(program.module(), program.bytes())
                .find(backend, tick, level, place, Origins.MOST_STEPS, interrupted),
        answer,
        failure ->
            failed.accept(
                failure instanceof BindException
                    ? String.valueOf(failure.getMessage())
                    : "The search failed: " + failure + "."));
  }

  /** Finds where the value came from that a place has now. */
  default void origin(int level, Place place, Consumer<Origin> answer, Consumer<String> failed) {
    Standing now = standing().get();
    if (now != null) {
      origin(now.tick(), level, place, answer, failed);
    }
  }

  /**
   * Changes a place, in the selected frame. Everything that is shown is asked for anew afterwards.
   *
   * @param failed is told in words why it cannot be changed
   */
  void change(Assignment assignment, Consumer<String> failed);

  /** Changes a place that is already known, as {@link Assignment#of}. */
  void change(Expression place, Expression value, Consumer<String> failed);

  /**
   * Sets a breakpoint or watchpoint for the program; places are looked up in the selected frame.
   */
  void add(BreakpointSpec spec);
}
