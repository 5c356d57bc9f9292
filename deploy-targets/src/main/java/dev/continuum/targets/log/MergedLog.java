package dev.continuum.targets.log;

import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Several followed logs as one, by time: {@link LineMerger} says in which order. Give each log the
 * {@link #source} of its number as listener. A log whose lines wait for others in great number is
 * held up until they have gone, so that what waits is bounded. A single log is never held back.
 */
public final class MergedLog implements AutoCloseable {
  /** So many lines may wait for those of other logs. */
  static final int MOST_WAITING = 100_000;

  private final MergedListener listener;
  private final LongSupplier nanos;
  private final LineMerger merger;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Held while the listener is called, so that it hears one thing at a time. */
  private final ReentrantLock telling = new ReentrantLock();

  private final Thread thread;
  private boolean closed;

  private MergedLog(String name, int count, MergedListener listener, LongSupplier nanos) {
    this.listener = listener;
    this.nanos = nanos;
    this.merger = new LineMerger(count, nanos.getAsLong());
    this.thread = Thread.ofVirtual().name("merged-log-" + name).unstarted(this::run);
  }

  /** Begins to merge so many logs. */
  public static MergedLog start(String name, int count, MergedListener listener) {
    MergedLog merged = new MergedLog(name, count, listener, System::nanoTime);
    merged.thread.start();
    return merged;
  }

  /** How far the clock of a log's device is ahead of this computer's. */
  public void clockAhead(int source, Duration ahead) {
    change(() -> merger.clockAhead(source, ahead));
  }

  /** A log could not be opened, and is not waited for. */
  public void givenUp(int source) {
    change(() -> merger.connected(source, false, nanos.getAsLong()));
  }

  /** What a log is to tell its lines. */
  public LogListener source(int index) {
    return new LogListener() {
      @Override
      public void lines(List<LogLine> lines) {
        lock.lock();
        try {
          while (merger.waiting() > MOST_WAITING && !closed) {
            changed.await();
          }
          merger.add(index, lines, nanos.getAsLong());
          changed.signalAll();
        } catch (InterruptedException e) {
          // The follower was closed: nobody wants the lines.
          Thread.currentThread().interrupt();
        } finally {
          lock.unlock();
        }
      }

      @Override
      public void caughtUp() {
        change(() -> merger.caughtUp(index, nanos.getAsLong()));
        tell(() -> listener.caughtUp(index));
      }

      @Override
      public void connection(boolean connected, String message) {
        change(() -> merger.connected(index, connected, nanos.getAsLong()));
        tell(() -> listener.connection(index, connected, message));
      }

      @Override
      public void ended(String message) {
        change(() -> merger.connected(index, false, nanos.getAsLong()));
        tell(() -> listener.ended(index, message));
      }
    };
  }

  private void change(Runnable work) {
    lock.lock();
    try {
      work.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void tell(Runnable work) {
    telling.lock();
    try {
      // What it said before goes first.
      List<MergedLine> ready = ready();
      if (!ready.isEmpty()) {
        listener.lines(ready);
      }
      work.run();
    } finally {
      telling.unlock();
    }
  }

  private List<MergedLine> ready() {
    lock.lock();
    try {
      List<MergedLine> ready = merger.take(nanos.getAsLong());
      changed.signalAll();
      return closed ? List.of() : ready;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (waitForLines()) {
      telling.lock();
      try {
        List<MergedLine> ready = ready();
        if (!ready.isEmpty()) {
          listener.lines(ready);
        }
      } finally {
        telling.unlock();
      }
    }
  }

  private boolean waitForLines() {
    lock.lock();
    try {
      while (!closed) {
        long next = merger.next();
        long left = next - nanos.getAsLong();
        if (next == Long.MIN_VALUE || (next != Long.MAX_VALUE && left <= 0)) {
          return true;
        }
        if (next == Long.MAX_VALUE) {
          changed.await();
        } else {
          changed.await(left, TimeUnit.NANOSECONDS);
        }
      }
      return false;
    } catch (InterruptedException e) {
      // Only close() interrupts this thread.
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Hands on nothing more; the logs themselves are closed by who opened them. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }
}
