package dev.continuum.ide.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.output.OutputLine.Kind;
import dev.continuum.ide.output.QueuedTasks;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.LogLine;
import dev.continuum.targets.target.LogLine.Source;
import dev.continuum.targets.target.LogListener;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LogModelTest {
  private static final Device GATEWAY =
      new Device(
          "gateway", "127.0.0.1", 22, "me", new Device.Authentication.Agent(), "", List.of());
  private static final Instant TIME = Instant.parse("2026-11-23T12:03:41.204Z");

  private final QueuedTasks tasks = new QueuedTasks();
  private final FakeDevices devices = new FakeDevices();
  private final LogModel model = new LogModel(tasks, ZoneOffset.UTC);

  private LogListener open(String app) {
    model.open(devices.target(GATEWAY), app);
    tasks.run();
    return Objects.requireNonNull(devices.listener);
  }

  @Test
  void showsTimeDeviceAndStreamAndMakesTextHarmless() {
    LogListener log = open("filter");
    assertThat(model.title().get()).isEqualTo("Log: gateway");
    log.lines(
        List.of(
            new LogLine(0, 10, TIME, Source.STDOUT, "kept \u001b[31m17.2\u202e"),
            new LogLine(10, 20, TIME, Source.STDERR, "late"),
            new LogLine(20, 30, TIME, Source.SUPERVISOR, "exited with 0")));
    tasks.run();
    assertThat(model.text())
        .isEqualTo(
            """
            12:03:41.204  gateway  kept 17.2⟨U+202E⟩
            12:03:41.204  gateway  late
            12:03:41.204  gateway  exited with 0
            """);
    assertThat(model.output().get(1).kind()).isEqualTo(Kind.STDERR);
    assertThat(model.output().get(2).kind()).isEqualTo(Kind.NOTE);
  }

  @Test
  void timesOfWholeSecondsAreShownSo() {
    LogListener log = open("filter");
    Instant whole = Instant.ofEpochSecond(TIME.getEpochSecond());
    log.lines(List.of(new LogLine(0, 10, whole, Source.STDOUT, "kept")));
    tasks.run();
    assertThat(model.text()).isEqualTo("12:03:41  gateway  kept\n");
  }

  @Test
  void aLongLogBeginsWithAWholeLine() {
    devices.logEnd = LogModel.TAIL_BYTES + 1000;
    LogListener log = open("filter");
    log.lines(
        List.of(
            new LogLine(1000, 1010, TIME, Source.STDOUT, "the end of a line"),
            new LogLine(1010, 1020, TIME, Source.STDOUT, "whole")));
    tasks.run();
    assertThat(model.text()).isEqualTo("12:03:41.204  gateway  whole\n");
  }

  @Test
  void saysWhenTheConnectionIsLostAndComesBack() {
    LogListener log = open("filter");
    log.connection(false, "The connection was lost.");
    tasks.run();
    assertThat(model.status().get()).contains("connection lost");
    log.connection(true, "Resumed at byte 48213, nothing missed.");
    tasks.run();
    assertThat(model.status().get()).endsWith("live");
    assertThat(model.text()).contains("The connection was lost.", "nothing missed");
  }

  @Test
  void openingAnotherLogEndsTheFirstAndIgnoresWhatItStillSays() {
    LogListener first = open("filter");
    open("other");
    first.lines(List.of(new LogLine(0, 10, TIME, Source.STDOUT, "stale")));
    tasks.run();
    assertThat(model.text()).isEmpty();
    assertThat(devices.closedLogs).isEqualTo(1);
    assertThat(model.isFollowing("gateway", "other")).isTrue();
    assertThat(model.isFollowing("gateway", "filter")).isFalse();
  }
}
