package dev.continuum.targets.log;

import dev.continuum.targets.ssh.Backoff;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows a log until closed. Each question brings what comes for a minute or some megabytes; the
 * next one carries the position after the last line taken, so a lost connection loses nothing and
 * repeats nothing. It is tried again at growing intervals. No question is asked while the listener
 * still has lines of the last one before it, so a slow one holds up nothing but this log.
 */
public final class LogFollower implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final DeviceLog log;
  private final LogListener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final BlockingQueue<Runnable> told = new LinkedBlockingQueue<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Thread asking;
  private final Thread telling;
  private volatile long position;
  private volatile boolean connected = true;
  private volatile boolean caughtUp;
  private volatile boolean answered;

  private LogFollower(DeviceLog log, String name, long from, LogListener listener) {
    this.log = log;
    this.position = from;
    this.listener = listener;
    this.asking = Thread.ofVirtual().name("log-" + name).unstarted(this::ask);
    this.telling = Thread.ofVirtual().name("log-lines-" + name).unstarted(this::tell);
  }

  /** Begins to follow a log on threads of its own. */
  public static LogFollower start(DeviceLog log, String name, long from, LogListener listener) {
    LogFollower follower = new LogFollower(log, name, from, listener);
    follower.asking.start();
    follower.telling.start();
    return follower;
  }

  private boolean open() {
    return closed.getCount() > 0;
  }

  // Asking.

  private void ask() {
    Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    while (open()) {
      answered = false;
      long from = position;
      try {
        log.follow(from, new LogFrames(from, new Taker()));
        // A device that hands on nothing and is done at once is not asked without a pause.
        if (position == from && waited(FIRST_PAUSE)) {
          return;
        }
      } catch (TargetException e) {
        if (!open()) {
          return;
        }
        switch (e.problem()) {
          case NOT_FOUND, AUTHENTICATION, HOST_KEY_CHANGED, HOST_KEY_UNKNOWN, CANCELLED -> {
            told.add(() -> end(e.getMessage() + " " + e.remedy()));
            return;
          }
          default -> lost(String.valueOf(e.getMessage()));
        }
        if (answered) {
          pauses.reset();
        }
        if (waited(pauses.next())) {
          return;
        }
      }
      if (!drained()) {
        return;
      }
    }
  }

  private void lost(String message) {
    caughtUp = false;
    if (connected) {
      connected = false;
      told.add(() -> listener.connection(false, message));
    }
  }

  private boolean waited(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Only close() interrupts this thread.
      return true;
    }
  }

  /** Waits until the listener has heard all; false when closed. */
  private boolean drained() {
    CountDownLatch heard = new CountDownLatch(1);
    told.add(heard::countDown);
    try {
      heard.await();
      return true;
    } catch (InterruptedException e) {
      // Only close() interrupts this thread.
      return false;
    }
  }

  /** Takes what the connection's thread brings. */
  private final class Taker implements LogFrames.Sink {
    private void back() {
      answered = true;
      if (!connected) {
        connected = true;
        told.add(() ->
            listener.connection(true, "The connection is back; the log goes on where it was."));
      }
    }

    @Override
    public void batch(List<LogLine> lines, long next, long lost) {
      back();
      position = next;
      if (lost > 0) {
        told.add(() ->
            listener.connection(
                true, "The device has already dropped " + lost + " bytes of its log here."));
      }
      if (!lines.isEmpty()) {
        told.add(() -> listener.lines(lines));
      }
    }

    @Override
    public void begunAnew() {
      back();
      position = 0;
      told.add(() ->
          listener.connection(
              true, "The log on the device was begun anew; it is read from there."));
    }

    @Override
    public void caughtUp() {
      back();
      if (!caughtUp) {
        caughtUp = true;
        told.add(listener::caughtUp);
      }
    }
  }

  // Telling.

  private void tell() {
    while (open()) {
      try {
        Runnable next = told.take();
        if (open()) {
          next.run();
        }
      } catch (InterruptedException e) {
        // Only close() interrupts this thread.
        break;
      }
    }
    end("The log was closed.");
  }

  private void end(String message) {
    if (ended.compareAndSet(false, true)) {
      closed.countDown();
      asking.interrupt();
      listener.ended(message);
    }
  }

  /** Ends it; the listener hears of the end on its thread. */
  @Override
  public void close() {
    closed.countDown();
    asking.interrupt();
    telling.interrupt();
  }
}
