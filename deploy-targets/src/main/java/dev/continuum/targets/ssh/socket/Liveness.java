package dev.continuum.targets.ssh.socket;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Notices that a peer is gone while something is being written to it. JSch asks a silent peer for a
 * sign, but not while a write hangs because nobody takes the bytes any more: then this closes the
 * socket, when nothing was heard either since the write began.
 */
final class Liveness {
  private final Socket socket;
  private final long limit;
  private volatile long heard = System.nanoTime();
  private volatile long writing;

  private Liveness(Socket socket, Duration limit) {
    this.socket = socket;
    this.limit = limit.toNanos();
  }

  /** Watches a connected socket until it is closed. */
  static Liveness watch(Socket socket, Duration limit) {
    Liveness made = new Liveness(socket, limit);
    Thread.ofVirtual().name("ssh-alive").start(made::run);
    return made;
  }

  private void run() {
    while (!socket.isClosed()) {
      LockSupport.parkNanos(Math.max(1_000_000, limit / 8));
      long begun = writing;
      long now = System.nanoTime();
      if (begun != 0 && now - begun > limit && now - heard > limit) {
        try {
          socket.setSoLinger(true, 0);
          socket.close();
        } catch (IOException e) {
          // A socket that fails to close is of no more use, either.
          return;
        }
      }
    }
  }

  InputStream input(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int value = in.read();
        heard = System.nanoTime();
        return value;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        heard = System.nanoTime();
        return count;
      }
    };
  }

  OutputStream output(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        writing = System.nanoTime() | 1;
        try {
          out.write(buffer, offset, length);
        } finally {
          writing = 0;
        }
      }
    };
  }
}
