package dev.continuum.ide.device.metric;

import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.metric.MetricsHistory;
import dev.continuum.targets.target.DeviceMetrics;
import java.time.Clock;
import java.time.Duration;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Measures a device again and again while somebody looks. A device that does not answer is asked
 * ever less often. Used on the JavaFX thread.
 */
final class Watch {
  /** Who is measured. */
  interface Source {
    /** Whether asking now bothers nobody and may succeed. */
    boolean ready();

    /** Asks; on a background thread. */
    DeviceMetrics ask() throws Exception;

    /** Told that it answered. */
    void answered();

    /** Told that it did not. */
    void failed(Exception failure);
  }

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final Tasks tasks;
  private final Clock clock;
  private final String title;
  private final Source source;
  private final MetricsHistory history = new MetricsHistory();
  private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
  private Duration pause = PAUSE;
  private boolean shown;
  private boolean waiting;
  private Tasks.@Nullable Job next;

  /**
   * Measures nothing yet.
   *
   * @param title what the status bar says when an answer takes long
   */
  Watch(Tasks tasks, Clock clock, String title, Source source) {
    this.tasks = tasks;
    this.clock = clock;
    this.title = title;
    this.source = source;
  }

  /** What was measured. */
  MetricsHistory history() {
    return history;
  }

  /** Changes with each answer and each gap. */
  ReadOnlyIntegerProperty revision() {
    return revision.getReadOnlyProperty();
  }

  /** Begins or ends measuring; what was measured stays, and the time between is a gap. */
  void show(boolean show) {
    if (show == shown) {
      return;
    }
    shown = show;
    if (show) {
      pause = PAUSE;
      begin();
    } else {
      cancel();
      gap();
    }
  }

  /** Whether it measures again and again. */
  boolean isShown() {
    return shown;
  }

  /** Called when the source has become ready: waits no longer. */
  void sourceReady() {
    if (waiting) {
      cancel();
    }
    pause = PAUSE;
    begin();
  }

  /** Measures once, unless it is measured anyway. */
  void once() {
    if (!shown) {
      ask();
    }
  }

  private void begin() {
    if (shown) {
      ask();
    }
  }

  private void ask() {
    if (next != null || !source.ready()) {
      return;
    }
    Tasks.Job job = tasks.start(title, progress -> source.ask(), this::take, this::miss);
    // Work that ended at once has already said what comes next.
    if (job.isActive()) {
      next = job;
    }
  }

  private void take(DeviceMetrics sample) {
    next = null;
    pause = PAUSE;
    history.add(sample);
    revision.set(revision.get() + 1);
    again();
    source.answered();
  }

  private void miss(Exception failure) {
    next = null;
    gap();
    again();
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    source.failed(failure);
  }

  private void again() {
    if (!shown) {
      return;
    }
    waiting = true;
    next =
        tasks.later(
            pause.toMillis(),
            () -> {
              next = null;
              waiting = false;
              begin();
            });
  }

  private void gap() {
    history.gap(clock.instant());
    revision.set(revision.get() + 1);
  }

  private void cancel() {
    waiting = false;
    if (next != null) {
      next.cancel();
      next = null;
    }
  }
}
