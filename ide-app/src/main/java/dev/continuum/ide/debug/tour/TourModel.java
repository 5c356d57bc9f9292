package dev.continuum.ide.debug.tour;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.Standing;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.inspector.debug.DebugBackend;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/** How far the tour has come. Used on the JavaFX thread. */
final class TourModel {
  /** Where the program adds up. */
  private static final int TOTAL = 0x80;

  private final GuestView guest;
  private final Breakpoints breakpoints;
  private final Path program;
  private final ReadOnlyIntegerWrapper step = new ReadOnlyIntegerWrapper(0);
  private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(false);
  private int stops;
  private long total;
  private @Nullable Standing seen;

  /**
   * A tour that has not begun.
   *
   * @param program the file of the program it is about
   */
  TourModel(GuestView guest, Breakpoints breakpoints, Path program) {
    this.guest = guest;
    this.breakpoints = breakpoints;
    this.program = program;
    guest.standing().subscribe(this::follow);
    breakpoints.all().addListener((ListChangeListener<UserBreakpoint>) change -> judge());
  }

  /** Begins at the first step. */
  void begin() {
    step.set(0);
    stops = -1;
    total = 0;
    active.set(true);
  }

  /** Leaves it. */
  void end() {
    active.set(false);
  }

  /** Which step is to be taken, from 0; as many as there are when all are taken. */
  ReadOnlyIntegerProperty step() {
    return step.getReadOnlyProperty();
  }

  /** Whether somebody takes it. */
  ReadOnlyBooleanProperty active() {
    return active.getReadOnlyProperty();
  }

  private void follow(@Nullable Standing now) {
    if (!active.get() || now == null || !now.program().file().equals(program)) {
      return;
    }
    guest.look(
        TourModel::total,
        found -> {
          seen = now;
          stops++;
          total = found;
          judge();
        },
        failure -> {
          throw new IllegalStateException("The total cannot be read", failure);
        });
  }

  private static long total(DebugBackend backend) {
    var memory = backend.scope(0).memory(0);
    return memory.size() < TOTAL + 4 ? 0 : (int) memory.load(TOTAL, 4);
  }

  private void judge() {
    Standing now = seen;
    if (!active.get() || now == null || step.get() >= TourStep.ALL.size()) {
      return;
    }
    int watches =
        (int) breakpoints.of(program).stream().filter(each -> each.spec().isWatchpoint()).count();
    TourStep.Facts facts =
        new TourStep.Facts(now.stop().reason(), stops, total, watches, now.isPast(), now.tick());
    if (TourStep.ALL.get(step.get()).done().in(facts)) {
      stops = 0;
      step.set(step.get() + 1);
    }
  }
}
