package dev.continuum.ide.device;

import dev.continuum.ide.output.OutputLine;
import dev.continuum.ide.output.OutputLine.Kind;
import dev.continuum.ide.output.OutputModel;
import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.LogLine;
import dev.continuum.targets.target.LogListener;
import dev.continuum.targets.target.TargetException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** The log of one app on one device, followed until another is opened. On the JavaFX thread. */
public final class LogModel {
  /** How much of an old log is shown when it is opened, in bytes. */
  static final long TAIL_BYTES = 256 * 1024;

  /** What is followed, for coming back to it after a restart. */
  public record Source(String device, String app) {}

  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final Tasks tasks;
  private final ZoneId zone;
  private final OutputModel output;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Log");
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private @Nullable Source source;
  private @Nullable Listener following;

  /** Whether the log's times have parts of a second; those of many devices have none. */
  private volatile boolean fineTimes;

  /** A model that shows times of day in {@code zone}. */
  public LogModel(Tasks tasks, ZoneId zone) {
    this.tasks = tasks;
    this.zone = zone;
    this.output = new OutputModel(tasks);
  }

  /** What it shows. */
  public OutputModel output() {
    return output;
  }

  /** Such as {@code Log: gateway}. */
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  /** What is followed and whether the connection stands; empty before the first log. */
  public ReadOnlyStringProperty status() {
    return status.getReadOnlyProperty();
  }

  /** Whether the screen is held still while lines are gathered. */
  public ReadOnlyBooleanProperty paused() {
    return paused.getReadOnlyProperty();
  }

  /** What is followed; null before the first log. */
  public @Nullable Source source() {
    return source;
  }

  /** Whether this log is open and live. */
  public boolean isFollowing(String device, String app) {
    return following != null && new Source(device, app).equals(source);
  }

  /**
   * Remembers which log was open in an earlier run. Nothing is connected for it, since that might
   * ask for a password while the window opens.
   */
  public void remember(Source earlier) {
    if (source == null) {
      source = earlier;
      title.set("Log: " + earlier.device());
      status.set(earlier.app() + " on " + earlier.device() + ": not connected");
    }
  }

  /** Holds the screen still, or lets the lines in again. */
  public void setPaused(boolean hold) {
    paused.set(hold);
    output.setPaused(hold);
  }

  /** Follows the end of an app's log, with what came last before, from a line's start on. */
  public void open(DeviceTarget target, String app) {
    follow(
        target,
        app,
        (t, listener) -> {
          long from = Math.max(0, logEnd(t, app) - TAIL_BYTES);
          if (from > 0) {
            listener.skipLineAt(from);
          }
          return from;
        });
  }

  /** Follows an app's log from a position on. */
  public void open(DeviceTarget target, String app, long from) {
    follow(target, app, (t, listener) -> from);
  }

  private interface Position {
    long of(DeviceTarget target, Listener listener) throws TargetException;
  }

  private static long logEnd(DeviceTarget target, String app) throws TargetException {
    return target.logEnd(app);
  }

  private void follow(DeviceTarget target, String app, Position from) {
    stop();
    String device = target.device().name();
    source = new Source(device, app);
    title.set("Log: " + device);
    status.set(app + " on " + device + ": connecting");
    setPaused(false);
    output.clear();
    fineTimes = false;
    Listener listener = new Listener(device, app);
    following = listener;
    listener.opening =
        tasks.start(
            "Opening the log of " + app + " on " + device,
            progress -> {
              listener.opened(target.followLog(app, from.of(target, listener), listener));
              return true;
            },
            opened -> status.set(app + " on " + device + ": live"),
            failure -> {
              following = null;
              status.set(app + " on " + device + ": not followed");
              output.line(note(device, Kind.FAILURE, words(failure)));
            });
  }

  private static String words(Exception failure) {
    if (failure instanceof TargetException problem) {
      return (problem.getMessage() + " " + problem.remedy()).strip();
    }
    return "The log could not be opened: " + failure + ".";
  }

  /** Ends following; what was read stays on the screen. */
  public void stop() {
    Listener old = following;
    following = null;
    if (old == null) {
      return;
    }
    AutoCloseable open = old.end();
    if (open != null) {
      var unused =
          tasks.start(
              "Closing a log",
              progress -> {
                open.close();
                return true;
              },
              closed -> {},
              failure ->
                  output.line(
                      note("", Kind.NOTE, "The log did not close cleanly: " + failure + ".")));
    }
  }

  private OutputLine note(String device, Kind kind, String text) {
    return new OutputLine(kind, time(Instant.now()), device, PlainText.of(text), false);
  }

  private String time(Instant instant) {
    return (fineTimes ? MILLIS : SECONDS).format(instant.atZone(zone));
  }

  /** What the log says now, for a file. */
  public String text() {
    output.flush();
    return output.size() == 0 ? "" : output.text() + "\n";
  }

  /** One following: what it tells after its end is not heard. */
  private final class Listener implements LogListener {
    private final String device;
    private final String app;
    private Tasks.@Nullable Job opening;
    private @Nullable AutoCloseable handle;
    private boolean over;
    private volatile long skipped = -1;

    Listener(String device, String app) {
      this.device = device;
      this.app = app;
    }

    /** The line at that position is not shown: it may be the end of one that began before. */
    void skipLineAt(long position) {
      skipped = position;
    }

    /** Takes the handle, or lets go of it when nobody wants it any more. */
    void opened(AutoCloseable opened) throws Exception {
      synchronized (this) {
        if (!over) {
          handle = opened;
          return;
        }
      }
      opened.close();
    }

    /** Ends it; returns what is to be closed. */
    @Nullable AutoCloseable end() {
      if (opening != null) {
        opening.cancel();
      }
      synchronized (this) {
        over = true;
        return handle;
      }
    }

    private synchronized boolean isOver() {
      return over;
    }

    @Override
    public void lines(List<LogLine> lines) {
      if (isOver()) {
        return;
      }
      if (lines.stream().anyMatch(line -> line.time().getNano() != 0)) {
        fineTimes = true;
      }
      for (LogLine line : lines) {
        if (line.position() != skipped) {
          output.line(
              new OutputLine(
                  kindOf(line), time(line.time()), device, PlainText.of(line.text()), false));
        }
      }
    }

    private Kind kindOf(LogLine line) {
      return switch (line.source()) {
        case STDOUT -> Kind.STDOUT;
        case STDERR -> Kind.STDERR;
        case SUPERVISOR -> Kind.NOTE;
      };
    }

    @Override
    public void connection(boolean connected, String message) {
      tell(message, connected ? "live" : "connection lost, trying again");
    }

    @Override
    public void ended(String message) {
      tell(message, "ended");
    }

    private void tell(String message, String state) {
      tasks.onScreen(() -> {
        if (!isOver()) {
          if (!message.isEmpty()) {
            output.line(note(device, Kind.NOTE, message));
          }
          status.set(app + " on " + device + ": " + state);
        }
      });
    }
  }
}
