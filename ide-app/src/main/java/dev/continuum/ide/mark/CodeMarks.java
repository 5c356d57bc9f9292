package dev.continuum.ide.mark;

import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The marks of one window. Used on the JavaFX thread only. */
public final class CodeMarks {
  private final Breakpoints breakpoints;
  private final ObjectProperty<@Nullable RunningPlace> running = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Coverage> coverage = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Consumer<UserBreakpoint>> dialog =
      new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable CodeQuestions> questions = new SimpleObjectProperty<>();

  /** Marks with these breakpoints, and nothing that runs. */
  public CodeMarks(Breakpoints breakpoints) {
    this.breakpoints = breakpoints;
  }

  /** The breakpoints of all programs. */
  public Breakpoints breakpoints() {
    return breakpoints;
  }

  /** Where the debugged program stands, in the frame that is selected; null while it does not. */
  public ObjectProperty<@Nullable RunningPlace> running() {
    return running;
  }

  /** What a profiled run has executed; null when none is shown. */
  public ObjectProperty<@Nullable Coverage> coverage() {
    return coverage;
  }

  /** What opens a breakpoint's dialog, where there is one. */
  public ObjectProperty<@Nullable Consumer<UserBreakpoint>> dialog() {
    return dialog;
  }

  /** Who answers what code is asked by mouse and menu; null while nothing is debugged. */
  public ObjectProperty<@Nullable CodeQuestions> questions() {
    return questions;
  }
}
