package dev.continuum.ide.device.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.target.DeviceMetrics;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a device is measured, and when it is left alone. */
class WatchTest {
  private final MeasuredDevices devices = new MeasuredDevices();
  private final ManualTasks tasks = new ManualTasks();
  private final Source source = new Source();
  private final Watch watch =
      new Watch(
          tasks, Clock.fixed(MeasuredDevices.START, ZoneOffset.UTC), "Measuring", source);

  @Test
  void measuresOnlyWhileSomebodyLooks() {
    source.ready = true;
    assertThat(source.asked).isZero();
    watch.show(true);
    tasks.next();
    tasks.next();
    assertThat(source.asked).isEqualTo(3);
    assertThat(tasks.waits).containsOnly(2000L);
    assertThat(watch.history().last()).isPresent();
    watch.show(false);
    assertThat(tasks.pending()).isZero();
    assertThat(watch.history().last()).isEmpty();
    int revision = watch.revision().get();
    watch.show(false);
    watch.sourceChanged();
    assertThat(source.asked).isEqualTo(3);
    assertThat(watch.revision().get()).isEqualTo(revision);
  }

  @Test
  void asksEverLessOftenWhileThereIsNoAnswer() {
    source.ready = true;
    source.failure = new IllegalStateException("no answer");
    watch.show(true);
    for (int i = 0; i < 8; i++) {
      tasks.next();
    }
    assertThat(tasks.waits)
        .startsWith(2000L, 4000L, 8000L, 16_000L, 32_000L, 60_000L, 60_000L);
    source.failure = null;
    tasks.next();
    assertThat(source.answered).isEqualTo(1);
    assertThat(tasks.waits.getLast()).isEqualTo(2000L);
    assertThat(watch.history().last()).isPresent();
  }

  @Test
  void waitsForADeviceThatIsNotReady() {
    watch.show(true);
    assertThat(source.asked).isZero();
    assertThat(tasks.pending()).isZero();
    source.ready = true;
    watch.sourceChanged();
    assertThat(source.asked).isEqualTo(1);
    // A change while one is under way asks no second time.
    watch.sourceChanged();
    assertThat(source.asked).isEqualTo(1);
    source.ready = false;
    tasks.next();
    assertThat(source.asked).isEqualTo(1);
    assertThat(tasks.pending()).isZero();
  }

  private final class Source implements Watch.Source {
    boolean ready;
    @Nullable Exception failure;
    int asked;
    int answered;

    @Override
    public boolean ready() {
      return ready;
    }

    @Override
    public DeviceMetrics ask() throws Exception {
      asked++;
      if (failure != null) {
        throw failure;
      }
      return devices.sample(2L * asked);
    }

    @Override
    public void answered() {
      answered++;
    }

    @Override
    public void failed(Exception why) {
      assertThat(why).isSameAs(failure);
    }
  }

  /** Work at once, and later when the test says so. */
  private static final class ManualTasks implements Tasks {
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
      if (!first.over) {
        first.over = true;
        first.update.run();
      }
    }

    @Override
    public <T> Job start(
        String title, Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
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
}
