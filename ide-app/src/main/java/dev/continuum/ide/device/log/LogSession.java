package dev.continuum.ide.device.log;

import dev.continuum.targets.log.MergedLine;
import dev.continuum.targets.log.MergedListener;
import dev.continuum.targets.log.MergedLog;
import dev.continuum.targets.target.app.LogListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One following of some logs: takes what they bring until the screen takes it. What waits is
 * bounded: then the logs wait, on their devices, and nothing is lost that these still keep. After
 * its end it is deaf. Any thread.
 */
final class LogSession implements MergedListener, AutoCloseable {
  /** So many lines may wait for the screen. */
  static final int MOST_WAITING = 50_000;

  /** Hears of what happens; called on background threads. */
  interface Events {
    /** There is something to take. */
    void arrived(LogSession session);

    /** A log's connection was lost or came back, or something is to be said about it. */
    void connection(LogSession session, int source, boolean connected, String message);

    /** A log will not go on. */
    void ended(LogSession session, int source, String message);
  }

  private final List<LogSource> sources;
  private final List<LogIntake> intakes;
  private final long[] from;
  private final Events events;
  private final MergedLog merged;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final List<AutoCloseable> handles = new ArrayList<>();
  private List<LogEntry> inbox = new ArrayList<>();
  private boolean over;

  LogSession(List<LogSource> sources, Events events) {
    this.sources = List.copyOf(sources);
    this.intakes = sources.stream().map(LogIntake::new).toList();
    this.from = new long[sources.size()];
    Arrays.fill(from, Long.MAX_VALUE);
    this.events = events;
    this.merged = MergedLog.start("window", sources.size(), this);
  }

  List<LogSource> sources() {
    return sources;
  }

  /** What a log is to tell its lines. */
  LogListener listener(int source) {
    return merged.source(source);
  }

  /** How far a log's device's clock is ahead of this computer's. */
  void clockAhead(int source, Duration ahead) {
    merged.clockAhead(source, ahead);
  }

  /** A log could not be opened: the others do not wait for it. Never blocks. */
  void givenUp(int source) {
    merged.givenUp(source);
  }

  /** A log is followed from a position on; lets go of it when nobody wants it any more. */
  void opened(int source, long position, AutoCloseable handle) throws Exception {
    lock.lock();
    try {
      from[source] = position;
      if (!over) {
        handles.add(handle);
        return;
      }
    } finally {
      lock.unlock();
    }
    handle.close();
  }

  /** Where a log began to be followed; the largest number while it is not. */
  long from(int source) {
    lock.lock();
    try {
      return from[source];
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void lines(List<MergedLine> lines) {
    List<LogEntry> entries = new ArrayList<>(lines.size());
    for (MergedLine line : lines) {
      intakes.get(line.source()).add(line.line(), line.time(), line.late(), entries);
    }
    lock.lock();
    try {
      while (inbox.size() > MOST_WAITING && !over) {
        room.await();
      }
      if (over) {
        return;
      }
      inbox.addAll(entries);
    } catch (InterruptedException e) {
      // The logs were closed: nobody wants the lines.
      Thread.currentThread().interrupt();
      return;
    } finally {
      lock.unlock();
    }
    events.arrived(this);
  }

  /** Takes at most so many lines. */
  List<LogEntry> take(int most) {
    lock.lock();
    try {
      List<LogEntry> taken;
      if (inbox.size() <= most) {
        taken = inbox;
        inbox = new ArrayList<>();
      } else {
        taken = new ArrayList<>(inbox.subList(0, most));
        inbox = new ArrayList<>(inbox.subList(most, inbox.size()));
      }
      room.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** How many lines wait to be taken. */
  int waiting() {
    lock.lock();
    try {
      return inbox.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void caughtUp(int source) {
    events.arrived(this);
  }

  @Override
  public void connection(int source, boolean connected, String message) {
    events.connection(this, source, connected, message);
  }

  @Override
  public void ended(int source, String message) {
    events.ended(this, source, message);
  }

  /** Ends it; what is still to be taken is forgotten. Closes connections: not on the FX thread. */
  @Override
  public void close() throws Exception {
    end();
    List<AutoCloseable> open;
    lock.lock();
    try {
      open = List.copyOf(handles);
      handles.clear();
    } finally {
      lock.unlock();
    }
    @Nullable Exception failure = null;
    for (AutoCloseable handle : open) {
      try {
        handle.close();
      } catch (Exception e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Hears nothing more. */
  void end() {
    lock.lock();
    try {
      over = true;
      inbox = new ArrayList<>();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    merged.close();
  }
}
