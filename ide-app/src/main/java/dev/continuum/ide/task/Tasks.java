package dev.continuum.ide.task;

import java.util.function.Consumer;

/**
 * Where long work goes. Work runs on a background thread, its outcome is told on the JavaFX thread;
 * with {@code ImmediateTasks} everything happens at once on the caller's.
 */
public interface Tasks extends AutoCloseable {
  /** Work that yields a value; it should end soon after its thread is interrupted. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it, telling progress as it goes. */
    T run(Progress progress) throws Exception;
  }

  /** Told by work as it goes; from any thread. */
  interface Progress {
    /** What is being done now, for the status bar. */
    void message(String text);

    /** How much is done, 0 to 1; negative when unknown. */
    void fraction(double done);
  }

  /** Work under way. Used on the JavaFX thread. */
  interface Job {
    /** Interrupts it and drops its outcome: neither consumer is called afterwards. */
    void cancel();

    /** Whether it has neither ended nor been cancelled. */
    boolean isActive();
  }

  /**
   * Starts work.
   *
   * @param title what the user reads while it runs, such as {@code Probing gateway}
   * @param done gets the value
   * @param failed gets what the work threw
   */
  <T> Job start(String title, Work<T> work, Consumer<T> done, Consumer<Exception> failed);

  /** Runs on the JavaFX thread: at once when called there, soon otherwise. */
  void onScreen(Runnable update);

  /**
   * Calls {@code update} on the JavaFX thread once, {@code millis} from now, unless cancelled: for
   * waiting until the user pauses.
   */
  Job later(long millis, Runnable update);

  /** Cancels everything. */
  @Override
  void close();
}
