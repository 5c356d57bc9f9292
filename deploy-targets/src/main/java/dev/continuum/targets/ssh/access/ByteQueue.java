package dev.continuum.targets.ssh.access;

import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes on their way from a session's reader to who wants them, at most some at a time: a full
 * queue holds the writer up, and with it the device.
 */
final class ByteQueue extends OutputStream {
  private final byte[] bytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int first;
  private int count;
  private boolean ended;
  private boolean unwanted;

  ByteQueue(int capacity) {
    bytes = new byte[capacity];
  }

  @Override
  public void write(int b) throws InterruptedIOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws InterruptedIOException {
    lock.lock();
    try {
      int done = 0;
      while (done < length && !unwanted) {
        if (count == bytes.length) {
          await();
          continue;
        }
        int place = (first + count) % bytes.length;
        int some = Math.min(Math.min(length - done, bytes.length - count), bytes.length - place);
        System.arraycopy(from, offset + done, bytes, place, some);
        count += some;
        done += some;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for some bytes; -1 after the last. */
  int read(byte[] to) throws InterruptedIOException {
    lock.lock();
    try {
      while (count == 0) {
        if (ended || unwanted) {
          return -1;
        }
        await();
      }
      int some = Math.min(Math.min(to.length, count), bytes.length - first);
      System.arraycopy(bytes, first, to, 0, some);
      first = (first + some) % bytes.length;
      count -= some;
      changed.signalAll();
      return some;
    } finally {
      lock.unlock();
    }
  }

  private void await() throws InterruptedIOException {
    try {
      changed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** No more comes; what is there can still be read. */
  @Override
  public void close() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody reads any more: what comes is thrown away. */
  void discard() {
    lock.lock();
    try {
      unwanted = true;
      count = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
