package dev.continuum.ide.debug;

import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.Expression;
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
