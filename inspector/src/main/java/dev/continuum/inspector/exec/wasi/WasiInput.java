package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where a guest's standard input comes from. A wait ends with {@link InterruptedException} soon
 * after its thread is interrupted, and has then taken nothing: the guest asks again when it goes
 * on.
 */
public interface WasiInput {
  /** An input that is at its end. */
  WasiInput EMPTY =
      new WasiInput() {
        @Override
        public int read(byte[] target, int from, int length) {
          return -1;
        }

        @Override
        public int available() {
          return -1;
        }

        @Override
        public boolean await(long nanoseconds) {
          return true;
        }
      };

  /**
   * Reads what there is, and waits while there is nothing.
   *
   * @param length at least 1
   * @return how many bytes, at least 1; -1 at the end
   */
  int read(byte[] target, int from, int length) throws IOException, InterruptedException;

  /** How many bytes can be read without a wait: 0 when there are none yet, -1 at the end. */
  int available() throws IOException;

  /**
   * Waits until reading would not wait.
   *
   * @param nanoseconds the longest wait
   * @return whether there is something to be read, be it the end
   */
  boolean await(long nanoseconds) throws IOException, InterruptedException;

  /**
   * Reads a stream. A thread is started for it when the guest first reads, since a read of a stream
   * cannot be interrupted; it reads a little ahead, and ends with the stream. What it has read
   * ahead is lost to others, so guests that read one stream in turn share one such input.
   */
  static WasiInput from(InputStream stream) {
    return new StreamInput(stream);
  }
}
