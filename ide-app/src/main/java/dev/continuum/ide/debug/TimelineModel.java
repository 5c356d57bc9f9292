package dev.continuum.ide.debug;

import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.inspector.debug.Moment;
import dev.continuum.inspector.debug.Motion;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The time of a program, from the earliest tick that is remembered to the furthest reached. Used on
 * the JavaFX thread.
 */
final class TimelineModel {
  private static final String FIGURE_SPACE = "\u2007";

  /** More moments than this cannot be told apart on any screen. */
  private static final int MOST_MOMENTS = 2000;

  /**
   * What the timeline shows.
   *
   * @param tick where the program stands
   * @param moments calls of the host, a part of them where there are many
   */
  record Time(
      long first,
      long last,
      long tick,
      boolean past,
      List<Travels.Mark> marks,
      List<Moment> moments) {
    /** Where a tick lies, 0 to 1. */
    double share(long of) {
      return last <= first ? 1 : (double) (of - first) / (last - first);
    }

    /** The tick at a place from 0 to 1. */
    long at(double share) {
      return first + Math.round(Math.clamp(share, 0, 1) * (last - first));
    }
  }

  private final DebugModel model;
  private final ReadOnlyObjectWrapper<@Nullable Time> time = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper past = new ReadOnlyBooleanWrapper(false);
  private @Nullable Long wanted;

  TimelineModel(DebugModel model) {
    this.model = model;
    model
        .standing()
        .subscribe(now -> {
          show(now);
          follow();
        });
    model.state().subscribe(now -> describe());
  }

  private void show(@Nullable Standing now) {
    if (now == null) {
      time.set(null);
      past.set(false);
      wanted = null;
      describe();
      return;
    }
    Time before = time.get();
    List<Moment> known = before == null ? List.of() : before.moments();
    time.set(time(now, known));
    past.set(now.isPast());
    describe();
    boolean same =
        before != null && before.first() == now.firstTick() && before.last() == now.lastTick();
    if (same && !now.stop().isEnd()) {
      // Nothing was executed that had not been, so the host was not called either.
      return;
    }
    model.look(
        backend -> backend.moments(now.firstTick(), now.lastTick() + 1, MOST_MOMENTS),
        moments -> time.set(time(now, moments)),
        failure -> {
          throw new IllegalStateException("The moments of the past cannot be told", failure);
        });
  }

  private Time time(Standing now, List<Moment> moments) {
    return new Time(
        now.firstTick(),
        now.lastTick(),
        now.tick(),
        now.isPast(),
        model.travels().marks(),
        moments);
  }

  private void describe() {
    Standing now = model.standing().get();
    if (now == null) {
      text.set("");
      reason.set("");
    } else if (model.moving().get()) {
      reason.set("Running");
    } else {
      String last = grouped(now.lastTick());
      String tick = grouped(now.tick());
      // Figure spaces are as wide as digits, so that what stands beside it does not move.
      text.set("tick " + FIGURE_SPACE.repeat(last.length() - tick.length()) + tick + " of " + last);
      reason.set(StopWords.brief(now));
    }
  }

  /** A number with its thousands apart. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u2009');
  }

  /** What to show; null while nothing is debugged. */
  ReadOnlyObjectProperty<@Nullable Time> time() {
    return time.getReadOnlyProperty();
  }

  /** The tick in words. */
  ReadOnlyStringProperty text() {
    return text.getReadOnlyProperty();
  }

  /** Why it stands, in words. */
  ReadOnlyStringProperty reason() {
    return reason.getReadOnlyProperty();
  }

  /** Whether it stands in the past. */
  ReadOnlyBooleanProperty past() {
    return past.getReadOnlyProperty();
  }

  /** Goes to a tick, and on to the last one asked for if another was while it went. */
  void go(long tick) {
    wanted = tick;
    follow();
  }

  private void follow() {
    Long to = wanted;
    Standing now = model.standing().get();
    if (to == null || now == null || model.state().get() != DebugModel.State.STANDING) {
      return;
    }
    wanted = null;
    if (to != now.tick()) {
      model.move(new Motion.ToTick(Math.clamp(to, now.firstTick(), now.lastTick())));
    }
  }

  /** What lies near a place of the line, for a tooltip. */
  String describe(double share, double reach) {
    Time now = time.get();
    if (now == null) {
      return "";
    }
    StringBuilder words = new StringBuilder("tick ").append(grouped(now.at(share)));
    now.marks().stream()
        .filter(mark -> Math.abs(now.share(mark.tick()) - share) <= reach)
        .limit(3)
        .forEach(mark ->
            words
                .append("\n")
                .append(grouped(mark.tick()))
                .append("  ")
                .append(mark.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    now.moments().stream()
        .filter(moment -> Math.abs(now.share(moment.tick()) - share) <= reach)
        .limit(3)
        .forEach(moment ->
            words
                .append("\n")
                .append(grouped(moment.tick()))
                .append("  ")
                .append(GuestText.shown(moment.what())));
    return words.toString();
  }
}
