package dev.continuum.targets.ssh;

import dev.continuum.targets.target.TargetException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that must be seen through to its end once begun, on a thread nobody interrupts. */
public final class Uninterrupted {
  private Uninterrupted() {}

  /** Something that gives a value or fails. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run() throws TargetException;
  }

  /** Does the work; an interrupt meanwhile stays pending for the caller. */
  public static <T> T run(String name, Work<T> work) throws TargetException {
    FutureTask<T> task = new FutureTask<>(work::run);
    Thread.ofVirtual().name(name).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TargetException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
