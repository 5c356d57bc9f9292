package dev.continuum.targets.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.targets.target.DeviceMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Rates from samples, gaps, and what is kept of them how long. */
class MetricsHistoryTest {
  private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");

  /** A device of two processors, an hour after its start; the numbers are milliseconds. */
  private static DeviceMetrics sample(
      long after, long busy, long total, long appBusy, long appUptime) {
    return new DeviceMetrics(
        START.plusMillis(after),
        Optional.of(Duration.ofHours(1).plusMillis(after)),
        OptionalDouble.of(0.5),
        Optional.of(Duration.ofMillis(busy)),
        Optional.of(Duration.ofMillis(total)),
        OptionalLong.of(1000),
        OptionalLong.of(250),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of(
            new DeviceMetrics.App(
                "app",
                true,
                Optional.of(Duration.ofMillis(appBusy)),
                OptionalLong.of(5000),
                OptionalInt.of(1),
                OptionalInt.of(0),
                Optional.of(Duration.ofMillis(appUptime)))));
  }

  @Test
  void makesRatesOfTwoSamples() {
    Usage usage = Usage.between(sample(0, 0, 0, 0, 10), sample(2000, 1000, 4000, 3000, 2010));
    assertThat(usage.processors().orElseThrow()).isCloseTo(0.25, within(1e-9));
    assertThat(usage.memoryBytes()).hasValue(750);
    // One and a half processors, all the time.
    assertThat(usage.apps().get("app").processors().orElseThrow()).isCloseTo(1.5, within(1e-9));
    assertThat(usage.apps().get("app").memoryBytes()).hasValue(5000);
  }

  @Test
  void neverMakesUpARate() {
    DeviceMetrics before = sample(0, 1000, 4000, 500, 60_000);
    assertThat(Usage.between(null, before).processors()).isEmpty();
    // Too close together.
    assertThat(Usage.between(before, sample(50, 1010, 4100, 510, 60_050)).apps().get("app"))
        .extracting(Usage.App::processors)
        .isEqualTo(OptionalDouble.empty());
    // The app was restarted in between: its times began anew.
    Usage restarted = Usage.between(before, sample(2000, 1100, 8000, 600, 1000));
    assertThat(restarted.apps().get("app").processors()).isEmpty();
    assertThat(restarted.processors()).isPresent();
    // The device was restarted: nothing compares.
    DeviceMetrics rebooted =
        new DeviceMetrics(
            START.plusSeconds(60),
            Optional.of(Duration.ofSeconds(5)),
            OptionalDouble.empty(),
            Optional.of(Duration.ofSeconds(9)),
            Optional.of(Duration.ofSeconds(10)),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of());
    assertThat(Usage.between(before, rebooted).processors()).isEmpty();
    // A process that was not waited for takes its time with it.
    assertThat(
            Usage.between(before, sample(2000, 1100, 8000, 100, 62_000))
                .apps()
                .get("app")
                .processors())
        .isEmpty();
  }

  @Test
  void timesWithoutAnswerAreGaps() {
    MetricsHistory history = new MetricsHistory();
    history.gap(START);
    assertThat(history.usages()).isEmpty();
    history.add(sample(0, 0, 0, 0, 0));
    history.add(sample(2000, 1000, 4000, 1000, 2000));
    history.gap(START.plusSeconds(4));
    history.gap(START.plusSeconds(8));
    assertThat(history.last()).isEmpty();
    assertThat(history.lastUsage()).isEmpty();
    history.add(sample(60_000, 2000, 120_000, 1100, 60_000));
    history.add(sample(62_000, 2000, 124_000, 1100, 62_000));
    List<Usage> usages = history.usages();
    assertThat(usages).hasSize(5);
    assertThat(usages.get(1).processors()).isPresent();
    assertThat(usages.get(2)).isEqualTo(Usage.gap(START.plusSeconds(4)));
    // The first after a gap compares with nothing.
    assertThat(usages.get(3).processors()).isEmpty();
    assertThat(usages.get(3).memoryBytes()).isPresent();
    assertThat(usages.get(4).processors()).hasValue(0);
    assertThat(history.last()).isPresent();
  }

  @Test
  void keepsTenMinutesOfSamplesAndTwoHoursOfAverages() {
    MetricsHistory history = new MetricsHistory();
    long seconds = Duration.ofHours(3).toSeconds();
    for (long at = 0; at <= seconds; at += 2) {
      // Half of all time is worked.
      history.add(sample(at * 1000, at * 1000, at * 2000, at * 500, at * 1000));
    }
    List<Usage> usages = history.usages();
    Instant end = START.plusSeconds(seconds);
    assertThat(usages).hasSizeBetween(500, 560);
    assertThat(usages.getLast().time()).isEqualTo(end);
    assertThat(usages.getFirst().time()).isBetween(end.minusSeconds(7300), end.minusSeconds(7100));
    assertThat(usages.stream().filter(u -> u.time().isAfter(end.minus(MetricsHistory.FINE))))
        .hasSize(300);
    assertThat(usages)
        .allSatisfy(u -> assertThat(u.processors().orElseThrow()).isCloseTo(0.5, within(1e-9)))
        .isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
  }

  @Test
  void gapsSurviveTheAveraging() {
    MetricsHistory history = new MetricsHistory();
    for (long at = 0; at <= 3600; at += 2) {
      if (at >= 600 && at < 1200) {
        history.gap(START.plusSeconds(at));
      } else {
        history.add(sample(at * 1000, at * 1000, at * 2000, at * 500, at * 1000));
      }
    }
    assertThat(history.usages())
        .filteredOn(u -> u.equals(Usage.gap(u.time())))
        .singleElement()
        .satisfies(u -> assertThat(u.time()).isEqualTo(START.plusSeconds(600)));
    assertThat(history.usages())
        .noneMatch(u ->
            u.time().isAfter(START.plusSeconds(610)) && u.time().isBefore(START.plusSeconds(1200)));
  }

  @Test
  void isBoundedWhateverTheClockDoes() {
    MetricsHistory history = new MetricsHistory();
    for (int i = 0; i < 10_000; i++) {
      history.add(sample(0, 0, 0, 0, 0));
    }
    assertThat(history.usages()).hasSizeLessThan(2500);
    history.add(sample(-5_000_000, 0, 0, 0, 0));
    assertThat(history.usages()).hasSize(1);
  }
}
