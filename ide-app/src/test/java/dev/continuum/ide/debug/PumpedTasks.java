package dev.continuum.ide.debug;

import dev.continuum.ide.task.ImmediateTasks;
import dev.continuum.ide.task.Tasks;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What other threads want on the screen waits until the test's thread takes it. */
public final class PumpedTasks implements Tasks {
  private final ImmediateTasks immediate = new ImmediateTasks();
  private final BlockingQueue<Runnable> updates = new LinkedBlockingQueue<>();

  @Override
  public <T> Job start(String title, Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
    return immediate.start(title, work, done, failed);
  }

  @Override
  public void onScreen(Runnable update) {
    updates.add(update);
  }

  @Override
  public Job later(long millis, Runnable update) {
    return immediate.later(millis, update);
  }

  /** Does what is wanted until something is so. */
  public void await(BooleanSupplier so) {
    try {
      while (!so.getAsBoolean()) {
        Runnable next = updates.poll(30, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("Nothing happens any more");
        }
        next.run();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {}
}
