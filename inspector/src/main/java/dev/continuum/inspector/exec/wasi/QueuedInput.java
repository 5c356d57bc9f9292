package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Input that another thread puts in piece by piece, such as lines typed at a console. Whoever puts
 * in more than is read waits.
 */
public final class QueuedInput implements WasiInput {
  private static final int CAPACITY = 1 << 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final byte[] bytes = new byte[CAPACITY];
  private int first;
  private int count;
  private boolean ended;
  private @Nullable IOException failure;

  /** Puts bytes in; waits while there is no room. What comes after the end is dropped. */
  public void put(byte[] source, int from, int length) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      int put = offer(source, from, length);
      while (put < length && !ended) {
        changed.await();
        put += offer(source, from + put, length - put);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Puts in what there is room for, and says how much that was. */
  int offer(byte[] source, int from, int length) {
    lock.lock();
    try {
      int put = 0;
      while (put < length && count < CAPACITY && !ended) {
        int to = (first + count) % CAPACITY;
        int step = Math.min(Math.min(length - put, CAPACITY - count), CAPACITY - to);
        System.arraycopy(source, from + put, bytes, to, step);
        put += step;
        count += step;
      }
      changed.signalAll();
      return put;
    } finally {
      lock.unlock();
    }
  }

  public void put(byte[] source) throws InterruptedException {
    put(source, 0, source.length);
  }

  /** No more comes. */
  public void end() {
    end(null);
  }

  /** No more comes, because of a failure that the guest is told after what came before it. */
  void end(@Nullable IOException cause) {
    lock.lock();
    try {
      ended = true;
      failure = cause;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (count == 0) {
        if (ended) {
          failed();
          return -1;
        }
        changed.await();
      }
      int step = Math.min(Math.min(length, count), CAPACITY - first);
      System.arraycopy(bytes, first, target, from, step);
      first = (first + step) % CAPACITY;
      count -= step;
      changed.signalAll();
      return step;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int available() throws IOException {
    lock.lock();
    try {
      if (count == 0 && ended) {
        failed();
        return -1;
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean await(long nanoseconds) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanoseconds;
      while (count == 0 && !ended) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void failed() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }
}
