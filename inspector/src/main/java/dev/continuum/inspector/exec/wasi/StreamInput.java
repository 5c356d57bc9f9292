package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.io.InputStream;

/** Input from a stream, read by a thread of its own from the first time it is asked for. */
final class StreamInput implements WasiInput {
  private static final int PIECE = 4096;

  private final InputStream stream;
  private final QueuedInput queue = new QueuedInput();
  private boolean started;

  StreamInput(InputStream stream) {
    this.stream = stream;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException, InterruptedException {
    start();
    return queue.read(target, from, length);
  }

  @Override
  public int available() throws IOException {
    start();
    return queue.available();
  }

  @Override
  public boolean await(long nanoseconds) throws InterruptedException {
    start();
    return queue.await(nanoseconds);
  }

  private synchronized void start() {
    if (started) {
      return;
    }
    started = true;
    byte[] piece = new byte[PIECE];
    try {
      // What is there already is there for the guest's first question, too.
      int ready = Math.min(stream.available(), PIECE);
      if (ready > 0) {
        queue.offer(piece, 0, Math.max(0, stream.read(piece, 0, ready)));
      }
    } catch (IOException e) {
      queue.end(e);
      return;
    }
    Thread.ofPlatform().daemon().name("WASI input").start(this::pump);
  }

  private void pump() {
    byte[] piece = new byte[PIECE];
    try {
      for (int length = stream.read(piece); length >= 0; length = stream.read(piece)) {
        queue.put(piece, 0, length);
      }
      queue.end();
    } catch (IOException e) {
      queue.end(e);
    } catch (InterruptedException e) {
      // Nobody but the virtual machine's end interrupts this thread.
      queue.end();
      Thread.currentThread().interrupt();
    }
  }
}
