package dev.continuum.ide.debug;

import dev.continuum.ide.mark.CodeMarks;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** What belongs to one start of a program. Used on the JavaFX thread. */
final class Debugged {
  final DebugRun run;
  final RunningMark shown;
  final long session;
  @Nullable BreakpointSync breakpoints;
  Subscription moves = Subscription.EMPTY;

  Debugged(DebugRun run, CodeMarks marks, long session) {
    this.run = run;
    this.session = session;
    shown = new RunningMark(run.program(), marks.running());
  }
}
