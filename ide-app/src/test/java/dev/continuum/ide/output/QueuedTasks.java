package dev.continuum.ide.output;

import dev.continuum.ide.task.Tasks;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Does everything on the thread of the test, when the test says so. */
public final class QueuedTasks implements Tasks {
  private final Deque<Queued> queue = new ArrayDeque<>();

  /** Does what waits, and what that adds. */
  public void run() {
    Queued next = poll();
    while (next != null) {
      if (next.isActive()) {
        next.done = true;
        next.work.run();
      }
      next = poll();
    }
  }

  private synchronized Queued poll() {
    return queue.poll();
  }

  private synchronized Job add(Runnable work) {
    Queued queued = new Queued(work);
    queue.add(queued);
    return queued;
  }

  @Override
  public <T> Job start(String title, Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
    return add(() -> {
      T value;
      try {
        value = work.run(new Unheard());
      } catch (Exception failure) {
        add(() -> failed.accept(failure));
        return;
      }
      // Behind what the work itself asked for, as on the JavaFX thread.
      add(() -> done.accept(value));
    });
  }

  @Override
  public void onScreen(Runnable update) {
    add(update);
  }

  @Override
  public Job later(long millis, Runnable update) {
    return add(update);
  }

  @Override
  public void close() {
    queue.clear();
  }

  private static final class Unheard implements Progress {
    @Override
    public void message(String text) {}

    @Override
    public void fraction(double done) {}
  }

  private static final class Queued implements Job {
    private final Runnable work;
    private boolean done;

    Queued(Runnable work) {
      this.work = work;
    }

    @Override
    public void cancel() {
      done = true;
    }

    @Override
    public boolean isActive() {
      return !done;
    }
  }
}
