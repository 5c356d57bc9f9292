package dev.continuum.ide.task;

import java.util.function.Consumer;

/** Does everything at once on the caller's thread, for tests without a screen. */
public final class ImmediateTasks implements Tasks {
  private static final Progress UNHEARD =
      new Progress() {
        @Override
        public void message(String text) {}

        @Override
        public void fraction(double done) {}
      };

  private static final Job ENDED =
      new Job() {
        @Override
        public void cancel() {}

        @Override
        public boolean isActive() {
          return false;
        }
      };

  @Override
  public <T> Job start(String title, Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
    T value;
    try {
      value = work.run(UNHEARD);
    } catch (Exception failure) {
      failed.accept(failure);
      return ENDED;
    }
    done.accept(value);
    return ENDED;
  }

  @Override
  public void onScreen(Runnable update) {
    update.run();
  }

  @Override
  public Job later(long millis, Runnable update) {
    update.run();
    return ENDED;
  }

  @Override
  public void close() {}
}
