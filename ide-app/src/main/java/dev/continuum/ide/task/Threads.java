package dev.continuum.ide.task;

/**
 * Threads that are no {@link Tasks}: those of the command line, which has no screen, and those that
 * serve a stream as long as it is open.
 */
public final class Threads {
  private Threads() {}

  /** Starts work that does not keep the program alive. */
  public static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, "continuum-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs work when the program is asked to end (Ctrl+C, SIGTERM), until the handle is closed. */
  public static Handle atExit(Runnable work) {
    Thread hook = new Thread(work, "continuum-exit");
    Runtime.getRuntime().addShutdownHook(hook);
    return () -> {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The program is ending already, and the work is being done.
        return;
      }
    };
  }

  /** Takes the work back. */
  public interface Handle extends AutoCloseable {
    @Override
    void close();
  }
}
