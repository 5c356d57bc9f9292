package dev.continuum.ide.device.metric;

import dev.continuum.ide.task.Tasks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Work at once, and later when the test says so. */
final class ManualTasks implements Tasks {
  final List<Long> waits = new ArrayList<>();
  private final Deque<Later> later = new ArrayDeque<>();

  private static final class Later implements Job {
    private final Runnable update;
    private boolean over;

    Later(Runnable update) {
      this.update = update;
    }

    @Override
    public void cancel() {
      over = true;
    }

    @Override
    public boolean isActive() {
      return !over;
    }
  }

  long pending() {
    return later.stream().filter(Later::isActive).count();
  }

  void next() {
    Later first = later.remove();
    while (first.over) {
      first = later.remove();
    }
    first.over = true;
    first.update.run();
  }

  @Override
  public <T> Job start(String title, Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
    Later job = new Later(() -> {});
    job.over = true;
    T value;
    try {
      value =
          work.run(
              new Progress() {
                @Override
                public void message(String text) {}

                @Override
                public void fraction(double share) {}
              });
    } catch (Exception failure) {
      failed.accept(failure);
      return job;
    }
    done.accept(value);
    return job;
  }

  @Override
  public void onScreen(Runnable update) {
    update.run();
  }

  @Override
  public Job later(long millis, Runnable update) {
    waits.add(millis);
    Later job = new Later(update);
    later.add(job);
    return job;
  }

  @Override
  public void close() {}
}
