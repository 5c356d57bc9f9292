package dev.continuum.ide.device.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.device.FakeDevices;
import dev.continuum.ide.output.OutputLine;
import dev.continuum.ide.output.QueuedTasks;
import dev.continuum.ide.task.Tasks.Progress;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogLine.Source;
import dev.continuum.targets.target.app.LogListener;
import dev.continuum.targets.target.app.LogPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogModelTest {
  private static final Instant TIME =
      LocalDate.now(ZoneOffset.UTC).atTime(12, 3, 41).toInstant(ZoneOffset.UTC);
  private static final LogSource GATEWAY = new LogSource("gateway", "filter");
  private static final LogSource CLOUD = new LogSource("cloud", "filter");

  private final QueuedTasks tasks = new QueuedTasks();
  private final FakeDevices devices = new FakeDevices();
  private final LogModel model = model(LogModel.MAX_LINES);

  private LogModel model(int maxLines) {
    return new LogModel(
        tasks,
        ZoneOffset.UTC,
        new LogDevices() {
          @Override
          public Optional<DeviceTarget> target(String device) {
            return device.equals("unknown") ? Optional.empty() : Optional.of(deviceOf(device));
          }

          @Override
          public Duration clockAhead(String device) {
            return device.equals("cloud") ? Duration.ofHours(1) : Duration.ZERO;
          }
        },
        maxLines);
  }

  private DeviceTarget deviceOf(String name) {
    return devices.target(
        new Device(name, "127.0.0.1", 22, "me", new Device.Authentication.Agent(), "", List.of()));
  }

  @AfterEach
  void stop() {
    model.stop();
    tasks.run();
  }

  private LogListener listener(String log) {
    tasks.run();
    return Objects.requireNonNull(devices.listeners.get(log));
  }

  private static LogLine line(int number, Source source, String text) {
    return new LogLine(number * 10L, number * 10L + 10, TIME.plusSeconds(number), source, text);
  }

  private static List<LogLine> lines(int from, int to) {
    List<LogLine> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      lines.add(line(i, Source.STDOUT, "line " + i));
    }
    return lines;
  }

  /** Lets what was told reach the screen; merging has a thread of its own. */
  private void awaitLines(LogModel of, int count) {
    await()
        .untilAsserted(() -> {
          tasks.run();
          assertThat(of.lines().size()).isEqualTo(count);
        });
  }

  @Test
  void showsTimeDeviceAndStreamAndMakesTextHarmless() {
    model.open(List.of(GATEWAY));
    listener("gateway/filter")
        .lines(
            List.of(
                line(0, Source.STDOUT, "kept \u001b[31m17.2\u202e"),
                line(1, Source.STDERR, "late"),
                line(2, Source.SUPERVISOR, "exited with 0")));
    awaitLines(model, 3);
    assertThat(model.title().get()).isEqualTo("Log: gateway");
    assertThat(model.status().get()).isEqualTo("filter on gateway: live");
    assertThat(model.lines().text())
        .isEqualTo(
            """
            12:03:41  gateway  kept 17.2⟨U+202E⟩
            12:03:42  gateway  late
            12:03:43  gateway  exited with 0\
            """);
    assertThat(model.lines().get(1).kind()).isEqualTo(OutputLine.Kind.STDERR);
    assertThat(model.lines().get(2).kind()).isEqualTo(OutputLine.Kind.NOTE);
  }

  @Test
  void mergesSeveralDevicesWithTheirClocksSetRight() {
    model.open(List.of(GATEWAY, CLOUD));
    LogListener gateway = listener("gateway/filter");
    LogListener cloud = listener("cloud/filter");
    gateway.lines(List.of(line(1, Source.STDOUT, "a"), line(3, Source.STDOUT, "c")));
    cloud.lines(List.of(line(3602, Source.STDOUT, "b"), line(3604, Source.STDOUT, "d")));
    gateway.ended("The log was closed.");
    awaitLines(model, 5);
    assertThat(model.lines().text())
        .contains("gateway  a\n12:03:43  cloud    b\n12:03:44  gateway  c\n12:03:45  cloud    d");
    assertThat(model.status().get()).isEqualTo("1 of 2 logs live; filter on gateway: not followed");
  }

  @Test
  void cutsALineOfAMegabyte() {
    model.open(List.of(GATEWAY));
    List<LogLine> pieces = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      pieces.add(
          new LogLine(i * 10L, i * 10L + 10, TIME, Source.STDOUT, "x".repeat(3900), i < 299));
    }
    listener("gateway/filter").lines(pieces);
    awaitLines(model, 13);
    String text = model.lines().text();
    assertThat(text).hasSizeLessThan(14_000).contains("1,162,000 more characters");
  }

  @Test
  void keepsWhatIsLookedAtWhileTheEndIsNotInView() {
    LogModel small = model(100);
    small.open(List.of(GATEWAY));
    LogListener gateway = listener("gateway/filter");
    small.setAtEnd(false);
    gateway.lines(lines(0, 300));
    awaitLines(small, 100);
    assertThat(small.lines().get(small.lines().first()).text()).isEqualTo("line 0");
    assertThat(small.status().get()).endsWith("more lines wait until the end is in view");
    small.setAtEnd(true);
    await()
        .untilAsserted(() -> {
          tasks.run();
          assertThat(small.lines().get(small.lines().end() - 1).text()).isEqualTo("line 299");
        });
    assertThat(small.lines().size()).isEqualTo(100);
    assertThat(small.status().get()).endsWith("live");
    small.stop();
  }

  @Test
  void aPauseHoldsTheScreenAndLosesNothing() {
    model.open(List.of(GATEWAY));
    LogListener gateway = listener("gateway/filter");
    gateway.lines(lines(0, 10));
    awaitLines(model, 10);
    model.setPaused(true);
    gateway.lines(lines(10, 20));
    tasks.run();
    assertThat(model.lines().size()).isEqualTo(10);
    model.setPaused(false);
    awaitLines(model, 20);
  }

  @Test
  void fetchesWhatWasBeforeAndGoesOnWhereItWasCut() {
    LogModel small = model(100);
    devices.logs.put("gateway/filter", lines(0, 500));
    small.open(List.of(GATEWAY), new LogPlace.Position(4200));
    LogListener gateway = listener("gateway/filter");
    gateway.lines(lines(420, 500));
    awaitLines(small, 80);
    small.loadEarlier();
    tasks.run();
    assertThat(small.paused().get()).isTrue();
    assertThat(small.lines().size()).isEqualTo(100);
    assertThat(small.lines().get(small.lines().first()).text()).isEqualTo("line 0");
    assertThat(small.lines().get(small.lines().end() - 1).text()).isEqualTo("line 99");
    small.setPaused(false);
    tasks.run();
    // On after the last line that is still there.
    assertThat(devices.began).containsEntry("gateway/filter", 1000L);
    assertThat(small.lines().size()).isEqualTo(100);
    small.stop();
  }

  @Test
  void saysWhenTheConnectionIsLostAndComesBack() {
    model.open(List.of(GATEWAY));
    LogListener gateway = listener("gateway/filter");
    gateway.connection(false, "The connection was lost.");
    tasks.run();
    assertThat(model.status().get()).contains("connection lost");
    gateway.connection(true, "The connection is back.");
    tasks.run();
    assertThat(model.status().get()).endsWith("live");
    assertThat(model.lines().text()).contains("The connection was lost.", "is back");
  }

  @Test
  void openingAnotherLogEndsTheFirstAndIgnoresWhatItStillSays() {
    model.open(List.of(GATEWAY));
    LogListener first = listener("gateway/filter");
    model.open(List.of(CLOUD));
    first.lines(List.of(line(0, Source.STDOUT, "stale")));
    listener("cloud/filter").lines(List.of(line(0, Source.STDOUT, "fresh")));
    awaitLines(model, 1);
    assertThat(model.lines().text()).contains("fresh");
    assertThat(devices.closedLogs).isEqualTo(1);
    assertThat(model.isFollowing(CLOUD)).isTrue();
    assertThat(model.isFollowing(GATEWAY)).isFalse();
  }

  @Test
  void saysWhyALogCannotBeOpened() {
    devices.failures.put(
        "gateway",
        new TargetException(TargetException.Problem.NOT_FOUND, "There is no app.", "Deploy it."));
    model.open(List.of(GATEWAY, new LogSource("unknown", "app")));
    tasks.run();
    assertThat(model.lines().text())
        .contains("There is no app. Deploy it.", "There is no device called “unknown” any more.");
    assertThat(model.status().get()).startsWith("0 of 2 logs live");
  }

  @Test
  void filtersByStreamTextAndExpression() {
    model.open(List.of(GATEWAY));
    LogListener gateway = listener("gateway/filter");
    gateway.lines(
        List.of(
            line(0, Source.STDOUT, "Reading 17"),
            line(1, Source.STDERR, "reading failed"),
            line(2, Source.SUPERVISOR, "exited with 1")));
    awaitLines(model, 3);
    LogFilterModel filter = model.filter();
    filter.text().set("READING");
    assertThat(model.lines().size()).isEqualTo(2);
    filter.stream(Source.STDERR).set(false);
    assertThat(model.lines().text()).endsWith("Reading 17");
    filter.expression().set(true);
    filter.text().set("g [0-9]+$");
    assertThat(model.lines().size()).isEqualTo(1);
    filter.text().set("g [0-9");
    assertThat(filter.problem().get()).isNotEmpty();
    assertThat(model.lines().size()).isEqualTo(1);
    filter.text().set("");
    assertThat(filter.problem().get()).isEmpty();
    gateway.lines(List.of(line(3, Source.STDERR, "hidden"), line(4, Source.STDOUT, "shown")));
    awaitLines(model, 3);
  }

  @Test
  void givesUpAnExpressionThatTakesTooLong() {
    model.open(List.of(GATEWAY));
    List<LogLine> harsh = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      harsh.add(line(i, Source.STDOUT, "a".repeat(60)));
    }
    listener("gateway/filter").lines(harsh);
    awaitLines(model, 1000);
    model.filter().expression().set(true);
    model.filter().text().set("(.*)(.*)(.*)(.*)(.*)(.*)=");
    assertThat(model.filter().problem().get()).contains("takes too long");
    assertThat(model.lines().size()).isZero();
  }

  @Test
  void exportsWhatIsShownAndAllThatIsOnTheDevices(@TempDir Path folder) throws Exception {
    devices.logs.put(
        "gateway/filter",
        List.of(
            new LogLine(0, 10, TIME, Source.STDOUT, "lo\u001b[1m", true),
            new LogLine(10, 20, TIME, Source.STDOUT, "ng"),
            line(5, Source.SUPERVISOR, "exited")));
    devices.logs.put("cloud/filter", List.of(line(3602, Source.STDERR, "failed")));
    Path whole = folder.resolve("whole.log");
    LogExport.whole(
        whole,
        List.of(
            new LogExport.Whole(GATEWAY, deviceOf("gateway"), Duration.ZERO),
            new LogExport.Whole(CLOUD, deviceOf("cloud"), Duration.ofHours(1))),
        new Progress() {
          @Override
          public void message(String text) {}

          @Override
          public void fraction(double done) {}
        });
    assertThat(Files.readAllLines(whole))
        .containsExactly(
            TIME + " gateway filter out long",
            TIME.plusSeconds(2) + " cloud filter err failed",
            TIME.plusSeconds(5) + " gateway filter supervisor exited");
    Path shown = folder.resolve("shown.log");
    LogExport.shown(shown, LogIntake.entries(GATEWAY, lines(0, 2), Duration.ZERO));
    assertThat(Files.readAllLines(shown))
        .containsExactly(
            TIME + " gateway filter out line 0",
            TIME.plusSeconds(1) + " gateway filter out line 1");
    try (var files = Files.list(folder)) {
      assertThat(files.count()).isEqualTo(2);
    }
  }
}
