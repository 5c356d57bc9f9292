package dev.continuum.ide.device.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.targets.target.DeviceMetrics;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a device is measured, and when it is left alone. */
class WatchTest {
  private final MeasuredDevices devices = new MeasuredDevices();
  private final ManualTasks tasks = new ManualTasks();
  private final Source source = new Source();
  private final Watch watch =
      new Watch(tasks, Clock.fixed(MeasuredDevices.START, ZoneOffset.UTC), "Measuring", source);

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
    watch.sourceReady();
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
    assertThat(tasks.waits).startsWith(2000L, 4000L, 8000L, 16_000L, 32_000L, 60_000L, 60_000L);
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
    watch.sourceReady();
    assertThat(source.asked).isEqualTo(1);
    assertThat(tasks.pending()).isEqualTo(1);
    source.ready = false;
    tasks.next();
    assertThat(source.asked).isEqualTo(1);
    assertThat(tasks.pending()).isZero();
  }

  @Test
  void waitsNoLongerOnceTheDeviceIsBack() {
    source.ready = true;
    source.failure = new IllegalStateException("no answer");
    watch.show(true);
    tasks.next();
    tasks.next();
    source.failure = null;
    watch.sourceReady();
    assertThat(source.answered).isEqualTo(1);
    assertThat(tasks.pending()).isEqualTo(1);
    assertThat(tasks.waits.getLast()).isEqualTo(2000L);
  }

  @Test
  void measuresOnceWithoutGoingOn() {
    source.ready = true;
    watch.once();
    watch.once();
    assertThat(source.asked).isEqualTo(2);
    assertThat(tasks.pending()).isZero();
    assertThat(watch.history().lastUsage().orElseThrow().processors()).isPresent();
    watch.show(true);
    watch.once();
    assertThat(source.asked).as("it is measured anyway").isEqualTo(3);
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
}
