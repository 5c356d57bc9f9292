package dev.continuum.ide.device.log;

import dev.continuum.ide.output.OutputLines;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogPlace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The logs that are shown as one. The last {@link #MAX_LINES} lines are in memory. While the view's
 * end is in view, new lines push out the oldest; while it is not, they wait, on the device in the
 * end, so that what is looked at stays. On the JavaFX thread.
 */
public final class LogModel {
  /** How many lines are kept. */
  public static final int MAX_LINES = 100_000;

  /** How many characters are kept. */
  static final long MAX_CHARS = 20_000_000;

  /** How many lines of an old log are shown when it is opened. */
  static final int TAIL_LINES = 2000;

  /** How much is fetched at once of what was before, in bytes a log. */
  static final int EARLIER_BYTES = 256 << 10;

  /** How long a batch is gathered, in milliseconds. */
  static final long BATCH_MILLIS = 100;

  private final Tasks tasks;
  private final LogDevices devices;
  private final LogStore store;
  private final LogFilterModel filter;
  private final ObservableList<LogSource> sources = FXCollections.observableArrayList();
  private final LogStates states = new LogStates();
  private final Map<LogSource, Duration> ahead = new HashMap<>();
  private final List<Tasks.Job> opening = new ArrayList<>();
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Log");
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
  private final Object flushLock = new Object();
  private boolean flushWanted;
  private boolean atEnd = true;
  private boolean cut;
  private @Nullable LogSession session;

  /** A model that shows times of day in {@code zone}. */
  public LogModel(Tasks tasks, ZoneId zone, LogDevices devices) {
    this(tasks, zone, devices, MAX_LINES);
  }

  LogModel(Tasks tasks, ZoneId zone, LogDevices devices, int maxLines) {
    this.tasks = tasks;
    this.devices = devices;
    this.store = new LogStore(maxLines, MAX_CHARS, zone);
    this.filter = new LogFilterModel(store);
  }

  /** The lines that are shown. */
  public OutputLines lines() {
    return store;
  }

  LogStore store() {
    return store;
  }

  /** Which lines are shown. */
  public LogFilterModel filter() {
    return filter;
  }

  /** The logs that are shown, or were when the program was last closed. */
  public ObservableList<LogSource> sources() {
    return FXCollections.unmodifiableObservableList(sources);
  }

  /** Such as {@code Log: gateway}. */
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  /** What is followed and whether the connection stands; empty before the first log. */
  public ReadOnlyStringProperty status() {
    return status.getReadOnlyProperty();
  }

  /** Whether the screen is held still. */
  public ReadOnlyBooleanProperty paused() {
    return paused.getReadOnlyProperty();
  }

  /** Whether earlier lines are being fetched. */
  public ReadOnlyBooleanProperty loading() {
    return loading.getReadOnlyProperty();
  }

  /** Whether a log is shown and followed. */
  public boolean isFollowing(LogSource source) {
    return session != null && session.sources().contains(source);
  }

  /** Whether logs are followed. */
  public boolean isOpen() {
    return session != null;
  }

  /**
   * Remembers which logs were open in an earlier run. Nothing is connected for them, since that
   * might ask for a password while the window opens.
   */
  public void remember(List<LogSource> earlier) {
    if (sources.isEmpty()) {
      sources.setAll(earlier);
      sources.forEach(source -> states.put(source, LogStates.State.ENDED));
      told();
    }
  }

  // Following.

  /** Shows the end of some logs and follows them. */
  public void open(List<LogSource> wanted) {
    open(wanted, new LogPlace.Last(TAIL_LINES));
  }

  /** Shows some logs from a place on and follows them. */
  public void open(List<LogSource> wanted, LogPlace place) {
    stop();
    store.clear();
    sources.setAll(wanted);
    store.setLabels(LogStore.Label.of(wanted));
    follow(source -> place);
  }

  /** Shows the logs from another place on. */
  public void jump(LogPlace place) {
    open(List.copyOf(sources), place);
  }

  private void follow(Function<LogSource, LogPlace> places) {
    cut = false;
    paused.set(false);
    states.clear();
    if (sources.isEmpty()) {
      told();
      return;
    }
    LogSession begun = new LogSession(sources, new Heard());
    session = begun;
    for (int i = 0; i < sources.size(); i++) {
      LogSource source = sources.get(i);
      states.put(source, LogStates.State.OPENING);
      open(begun, i, source, places.apply(source));
    }
    told();
  }

  private void open(LogSession begun, int index, LogSource source, LogPlace place) {
    DeviceTarget target = devices.target(source.device()).orElse(null);
    if (target == null) {
      givenUp(begun, index, "There is no device called “" + source.device() + "” any more.");
      return;
    }
    Duration clock = devices.clockAhead(source.device());
    ahead.put(source, clock);
    begun.clockAhead(index, clock);
    opening.add(
        tasks.start(
            "Opening the log of " + source.title(),
            progress -> {
              long from = target.logPosition(source.app(), place);
              begun.opened(
                  index, from, target.followLog(source.app(), from, begun.listener(index)));
              return true;
            },
            opened -> {
              states.opened(source);
              told();
            },
            failure -> givenUp(begun, index, words(failure))));
  }

  private void givenUp(LogSession begun, int index, String why) {
    begun.givenUp(index);
    states.put(begun.sources().get(index), LogStates.State.ENDED);
    note(begun.sources().get(index), why);
    told();
  }

  private static String words(Exception failure) {
    if (failure instanceof TargetException problem) {
      return (problem.getMessage() + " " + problem.remedy()).strip();
    }
    return "The log could not be opened: " + failure + ".";
  }

  /** Ends following; what was read stays on the screen. */
  public void stop() {
    opening.forEach(Tasks.Job::cancel);
    opening.clear();
    LogSession old = session;
    session = null;
    if (old == null) {
      return;
    }
    old.end();
    var unused =
        tasks.start(
            "Closing a log",
            progress -> {
              old.close();
              return true;
            },
            closed -> {},
            failure -> note(old.sources().getFirst(), "A log did not close cleanly: " + failure));
  }

  private void note(LogSource source, String text) {
    store.append(
        List.of(LogIntake.note(source, Instant.now().truncatedTo(ChronoUnit.SECONDS), text)));
  }

  /** What the session tells; deaf to what is no longer followed. */
  private final class Heard implements LogSession.Events {
    @Override
    public void arrived(LogSession from) {
      wantFlush();
    }

    @Override
    public void connection(LogSession from, int index, boolean connected, String message) {
      heard(from, index, connected ? LogStates.State.LIVE : LogStates.State.LOST, message);
    }

    @Override
    public void ended(LogSession from, int index, String message) {
      heard(from, index, LogStates.State.ENDED, message);
    }

    private void heard(LogSession from, int index, LogStates.State state, String message) {
      tasks.onScreen(() -> {
        if (from == session) {
          LogSource source = from.sources().get(index);
          states.put(source, state);
          // What came before stands before it.
          flush();
          if (!message.isBlank()) {
            note(source, message);
          }
          told();
        }
      });
    }
  }

  private void told() {
    if (sources.isEmpty()) {
      title.set("Log");
      status.set("");
      return;
    }
    LogSource first = sources.getFirst();
    int more = sources.size() - 1;
    title.set("Log: " + first.device() + (more > 0 ? " +" + more : ""));
    status.set(
        states.words(sources) + (held() ? "; more lines wait until the end is in view" : ""));
  }

  // Lines on their way to the screen.

  private void wantFlush() {
    synchronized (flushLock) {
      if (flushWanted) {
        return;
      }
      flushWanted = true;
    }
    tasks.onScreen(() -> {
      var unused = tasks.later(BATCH_MILLIS, this::flush);
    });
  }

  private void flush() {
    synchronized (flushLock) {
      flushWanted = false;
    }
    LogSession from = session;
    if (from == null || paused.get()) {
      return;
    }
    List<LogEntry> entries = from.take(atEnd ? Integer.MAX_VALUE : Math.max(0, store.room()));
    if (!entries.isEmpty()) {
      store.append(entries);
      filter.looked();
    }
    told();
  }

  private boolean held() {
    LogSession from = session;
    return from != null && !atEnd && !paused.get() && store.room() <= 0 && from.waiting() > 0;
  }

  /** Whether the view's end is in view: then new lines may push out the oldest. */
  public void setAtEnd(boolean inView) {
    atEnd = inView;
    if (inView) {
      wantFlush();
    }
  }

  /** Holds the screen still, or lets the lines in again. */
  public void setPaused(boolean hold) {
    paused.set(hold);
    if (!hold && cut) {
      // Newer lines gave way to earlier ones: on from the last that is still there.
      Map<LogSource, Long> next = new HashMap<>();
      for (LogEntry entry : store.entries()) {
        if (entry.position() >= 0) {
          next.put(entry.source(), entry.next());
        }
      }
      LogSession old = session;
      stop();
      follow(source -> {
        Long known = next.get(source);
        return known != null ? new LogPlace.Position(known) : begun(old, source);
      });
    } else if (!hold) {
      wantFlush();
    }
  }

  private static LogPlace begun(@Nullable LogSession old, LogSource source) {
    long from = old == null ? Long.MAX_VALUE : old.from(old.sources().indexOf(source));
    return from == Long.MAX_VALUE ? new LogPlace.Last(TAIL_LINES) : new LogPlace.Position(from);
  }

  /** Clears the screen; what comes next is shown. */
  public void clear() {
    store.clear();
  }

  // What was before.

  private record Earlier(LogSource source, DeviceTarget target, long position) {}

  /** Fetches what the devices have of the time before the first line, and holds the screen. */
  public void loadEarlier() {
    LogSession from = session;
    if (from == null || loading.get()) {
      return;
    }
    List<Earlier> wanted = earlier(from);
    if (wanted.isEmpty()) {
      return;
    }
    setPaused(true);
    loading.set(true);
    opening.add(
        tasks.start(
            "Fetching earlier lines",
            progress -> {
              List<List<LogLine>> found = new ArrayList<>();
              for (Earlier one : wanted) {
                found.add(
                    one.target().logBefore(one.source().app(), one.position(), EARLIER_BYTES));
              }
              return found;
            },
            found -> {
              loading.set(false);
              if (from == session) {
                showEarlier(wanted, found);
              }
            },
            failure -> {
              loading.set(false);
              note(from.sources().getFirst(), words(failure));
            }));
  }

  private List<Earlier> earlier(LogSession from) {
    Map<LogSource, Long> first = new HashMap<>();
    for (LogEntry entry : store.entries()) {
      if (entry.position() >= 0) {
        first.putIfAbsent(entry.source(), entry.position());
      }
    }
    List<Earlier> wanted = new ArrayList<>();
    for (int i = 0; i < from.sources().size(); i++) {
      LogSource source = from.sources().get(i);
      long position = first.getOrDefault(source, from.from(i));
      if (position > 0 && position != Long.MAX_VALUE) {
        devices
            .target(source.device())
            .ifPresent(target -> wanted.add(new Earlier(source, target, position)));
      }
    }
    return wanted;
  }

  private void showEarlier(List<Earlier> wanted, List<List<LogLine>> found) {
    // A log with more before what was fetched has gaps before its first line: all begin together.
    long since = Long.MIN_VALUE;
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Duration clock = ahead.getOrDefault(wanted.get(i).source(), Duration.ZERO);
      List<LogEntry> some = LogIntake.entries(wanted.get(i).source(), found.get(i), clock);
      if (!some.isEmpty() && some.getFirst().position() > 0) {
        since = Math.max(since, some.getFirst().millis());
      }
      entries.addAll(some);
    }
    long beginning = since;
    boolean several = wanted.size() > 1;
    List<LogEntry> fitting =
        entries.stream()
            .filter(entry -> !several || entry.millis() >= beginning)
            .sorted(Comparator.comparingLong(LogEntry::millis))
            .toList();
    if (fitting.isEmpty()) {
      note(wanted.getFirst().source(), "The device has nothing earlier.");
      return;
    }
    cut |= store.prepend(several ? fitting : entries);
    filter.looked();
  }

  /** The log now, for a file; see {@link LogExport}. */
  List<LogEntry> shown() {
    return store.shownEntries();
  }
}
