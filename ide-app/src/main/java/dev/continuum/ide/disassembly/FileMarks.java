package dev.continuum.ide.disassembly;

import dev.continuum.ide.mark.BreakpointShape;
import dev.continuum.ide.mark.BreakpointState;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.CodeQuestions;
import dev.continuum.ide.mark.Coverage;
import dev.continuum.ide.mark.RunningPlace;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.inspector.debug.Location;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import org.jspecify.annotations.Nullable;

/** The marks of one file, by offsets. Used on the JavaFX thread only. */
final class FileMarks implements AutoCloseable {
  private final Path file;
  private final CodeMarks marks;
  private final Map<Integer, Mark> breakpoints = new HashMap<>();
  private final Runnable changed;
  private final InvalidationListener onBreakpoints;
  private final InvalidationListener onOther;

  /**
   * A breakpoint at an instruction.
   *
   * @param words what there is to say of it
   */
  record Mark(UserBreakpoint breakpoint, BreakpointShape shape, String words) {}

  /**
   * Follows the marks until it is closed.
   *
   * @param file absolute
   * @param changed called when something is to be painted anew
   */
  FileMarks(Path file, CodeMarks marks, Runnable changed) {
    this.file = file;
    this.marks = marks;
    this.changed = changed;
    onBreakpoints = property -> gather();
    onOther = property -> changed.run();
    marks.breakpoints().all().addListener(onBreakpoints);
    marks.breakpoints().states().addListener(onBreakpoints);
    marks.running().addListener(onOther);
    marks.coverage().addListener(onOther);
    gather();
  }

  private void gather() {
    breakpoints.clear();
    for (UserBreakpoint each : marks.breakpoints().of(file)) {
      BreakpointState state = marks.breakpoints().states().get(each.id());
      Mark mark =
          new Mark(
              each,
              BreakpointShape.of(each.spec(), state),
              BreakpointShape.words(each.spec(), state));
      if (each.spec().location() instanceof Location.Instruction(int offset)) {
        breakpoints.putIfAbsent(offset, mark);
      }
      if (state != null) {
        state.offsets().forEach(offset -> breakpoints.putIfAbsent(offset, mark));
      }
    }
    changed.run();
  }

  /** The breakpoint at an offset, or null. */
  @Nullable Mark breakpoint(int offset) {
    return breakpoints.get(offset);
  }

  /** Sets a breakpoint at an instruction, or takes it away. */
  void toggle(int offset) {
    marks.breakpoints().toggle(file, new Location.Instruction(offset));
  }

  /** Switches a breakpoint on or off. */
  void enable(UserBreakpoint breakpoint, boolean enabled) {
    marks.breakpoints().update(breakpoint.id(), spec -> spec.withEnabled(enabled));
  }

  /** What opens a breakpoint's dialog, or null. */
  @Nullable Consumer<UserBreakpoint> dialog() {
    return marks.dialog().get();
  }

  /** Where the file's program stands, or null. */
  @Nullable RunningPlace running() {
    RunningPlace place = marks.running().get();
    return place != null && place.program().equals(file) ? place : null;
  }

  /** What was executed of the file, or null. */
  @Nullable Coverage coverage() {
    Coverage coverage = marks.coverage().get();
    return coverage != null && coverage.program().equals(file) ? coverage : null;
  }

  /** Whether the file's program stands still and can be run to a place. */
  boolean canRunTo() {
    CodeQuestions questions = marks.questions().get();
    return questions != null && questions.program().equals(file);
  }

  /** Runs to an instruction, where {@link #canRunTo}. */
  void runTo(int offset) {
    CodeQuestions questions = marks.questions().get();
    if (questions != null && canRunTo()) {
      questions.runTo(new Location.Instruction(offset));
    }
  }

  @Override
  public void close() {
    marks.breakpoints().all().removeListener(onBreakpoints);
    marks.breakpoints().states().removeListener(onBreakpoints);
    marks.running().removeListener(onOther);
    marks.coverage().removeListener(onOther);
  }
}
