package dev.continuum.targets.log;

import dev.continuum.targets.target.LogListener;
import dev.continuum.targets.target.TargetException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows a log until closed. Each question carries the position after the last line delivered, so
 * a lost connection loses nothing and repeats nothing; it is tried again at growing intervals.
 */
public final class LogFollower implements AutoCloseable {
  private static final int WAIT_SECONDS = 20;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final DeviceLog log;
  private final LogListener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Thread thread;
  private long position;
  private boolean connected = true;

  private LogFollower(DeviceLog log, String name, long from, LogListener listener) {
    this.log = log;
    this.position = from;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("log-" + name).unstarted(this::run);
  }

  /** Begins to follow a log on a thread of its own. */
  public static LogFollower start(DeviceLog log, String name, long from, LogListener listener) {
    LogFollower follower = new LogFollower(log, name, from, listener);
    follower.thread.start();
    return follower;
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (closed.getCount() > 0) {
      try {
        LogBatch batch = log.poll(position, WAIT_SECONDS);
        pause = FIRST_PAUSE;
        deliver(batch);
      } catch (TargetException e) {
        if (closed.getCount() == 0) {
          break;
        }
        switch (e.problem()) {
          case NOT_FOUND, AUTHENTICATION, HOST_KEY_CHANGED, HOST_KEY_UNKNOWN, CANCELLED -> {
            end(e.getMessage() + " " + e.remedy());
            return;
          }
          default -> {
            if (connected) {
              connected = false;
              listener.connection(false, String.valueOf(e.getMessage()));
            }
            if (waited(pause)) {
              end("The log was closed.");
              return;
            }
            pause = longer(pause);
          }
        }
      }
    }
    end("The log was closed.");
  }

  private void deliver(LogBatch batch) {
    if (closed.getCount() == 0) {
      return;
    }
    if (!connected) {
      connected = true;
      listener.connection(true, "The connection is back; the log goes on where it was.");
    }
    if (batch.lost() > 0) {
      listener.connection(
          true, "The device has already dropped " + batch.lost() + " bytes of its log here.");
    }
    if (!batch.lines().isEmpty()) {
      listener.lines(batch.lines());
    }
    position = batch.next();
  }

  private boolean waited(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Only close() interrupts this thread.
      return true;
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private void end(String message) {
    if (ended.compareAndSet(false, true)) {
      listener.ended(message);
    }
  }

  /** Ends it; the listener hears of the end on its thread. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
