package dev.continuum.ide.prompt;

import dev.continuum.inspector.exec.wasi.QueuedInput;
import dev.continuum.inspector.exec.wasi.WasiInput;
import java.io.IOException;

/** A guest's standard input that is asked for when the guest waits for it. */
final class PromptInput implements WasiInput {
  private final QueuedInput queue = new QueuedInput();
  private final Runnable wanted;

  /**
   * @param wanted is called on the guest's thread before it waits
   */
  PromptInput(Runnable wanted) {
    this.wanted = wanted;
  }

  void put(byte[] bytes) throws InterruptedException {
    queue.put(bytes);
  }

  void end() {
    queue.end();
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException, InterruptedException {
    if (queue.available() == 0) {
      wanted.run();
    }
    return queue.read(target, from, length);
  }

  @Override
  public int available() throws IOException {
    return queue.available();
  }

  @Override
  public boolean await(long nanoseconds) throws InterruptedException {
    return queue.await(nanoseconds);
  }
}
