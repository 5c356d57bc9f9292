package dev.continuum.targets.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.targets.target.DeviceFacts;
import dev.continuum.targets.target.DeviceMetrics;
import dev.continuum.targets.target.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is made of a device's answers, of honest ones and of others. */
class DeviceUsageTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private static AgentAnswer answer(String... lines) {
    return new AgentAnswer(Arrays.asList(lines), new byte[0]);
  }

  private static DeviceMetrics read(String... lines) {
    return DeviceUsage.read(NOW, answer(lines));
  }

  @Test
  void readsAnHonestAnswer() {
    DeviceMetrics metrics =
        read(
            "uptime 1000.25",
            "load 0.52 0.40 0.30",
            "cpu  100 0 50 800 40 1 2 7 0 0",
            "memory 1000",
            "memory-free 400",
            "disk 2000",
            "disk-free 500",
            "app zebra",
            "state stopped",
            "app app",
            "state running",
            "restarts 2",
            "began 99000",
            "processes 3",
            "ticks 250",
            "resident 4096");
    assertThat(metrics.time()).isEqualTo(NOW);
    assertThat(metrics.uptime()).contains(Duration.ofMillis(1_000_250));
    assertThat(metrics.load()).hasValue(0.52);
    // Idle, waiting for a disk and what the host took are not work.
    assertThat(metrics.busy()).contains(Duration.ofMillis(1530));
    assertThat(metrics.total()).contains(Duration.ofSeconds(10));
    assertThat(metrics.usedMemoryBytes()).hasValue(600);
    assertThat(metrics.freeDiskBytes()).hasValue(500);
    assertThat(metrics.apps()).extracting(DeviceMetrics.App::name).containsExactly("app", "zebra");
    DeviceMetrics.App app = metrics.apps().getFirst();
    assertThat(app.running()).isTrue();
    assertThat(app.busy()).contains(Duration.ofMillis(2500));
    assertThat(app.residentBytes()).hasValue(4096);
    assertThat(app.processes()).hasValue(3);
    assertThat(app.restarts()).hasValue(2);
    assertThat(app.uptime()).contains(Duration.ofMillis(10_250));
    DeviceMetrics.App zebra = metrics.apps().getLast();
    assertThat(zebra.running()).isFalse();
    assertThat(zebra.busy()).isEmpty();
    assertThat(zebra.restarts()).isEmpty();
  }

  @Test
  void whatIsNotToldIsUnknown() {
    DeviceMetrics metrics = read();
    assertThat(metrics.uptime()).isEmpty();
    assertThat(metrics.load()).isEmpty();
    assertThat(metrics.total()).isEmpty();
    assertThat(metrics.usedMemoryBytes()).isEmpty();
    assertThat(metrics.apps()).isEmpty();
  }

  @Test
  void absurdAndHostileValuesAreUnknown() {
    String endless = "9".repeat(100_000);
    DeviceMetrics metrics =
        read(
            "uptime -5",
            "load NaN 1e999",
            "cpu " + endless + " 1 1 1",
            "memory " + endless,
            "memory-free -1",
            "disk 0x10",
            "app ../../etc",
            "state running",
            "app \u001b[31mred",
            "app " + "a".repeat(5000),
            "app good",
            "state \u001b]0;title\u0007",
            "processes 99999999999",
            "resident " + endless,
            "ticks 1e5",
            "restarts -3",
            "began 5");
    assertThat(metrics.uptime()).isEmpty();
    assertThat(metrics.load()).isEmpty();
    assertThat(metrics.total()).isEmpty();
    assertThat(metrics.memoryBytes()).isEmpty();
    assertThat(metrics.freeMemoryBytes()).isEmpty();
    assertThat(metrics.diskBytes()).isEmpty();
    assertThat(metrics.apps()).extracting(DeviceMetrics.App::name).containsExactly("good");
    DeviceMetrics.App app = metrics.apps().getFirst();
    assertThat(app.running()).isFalse();
    assertThat(app.processes()).isEmpty();
    assertThat(app.residentBytes()).isEmpty();
    assertThat(app.busy()).isEmpty();
    assertThat(app.restarts()).isEmpty();
    assertThat(app.uptime()).isEmpty();
  }

  @Test
  void theLargestNumbersItTakesDoNotOverflow() {
    String most = "9".repeat(15);
    DeviceMetrics metrics = read("cpu " + (most + " ").repeat(10).strip(), "memory " + most);
    assertThat(metrics.total().orElseThrow()).isPositive();
    assertThat(metrics.busy().orElseThrow()).isLessThan(metrics.total().orElseThrow());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lines.add("app a" + i);
    }
    assertThat(read(lines.toArray(String[]::new)).apps()).hasSize(10_000);
  }

  @Test
  void aRunThatBeganAfterTheUptimeHasNone() {
    DeviceMetrics metrics = read("uptime 10.00", "app a", "state running", "began 99999");
    assertThat(metrics.apps().getFirst().uptime()).isEmpty();
  }

  @Test
  void theClockIsKnownAsWellAsTheQuestionWasQuick() {
    DeviceFacts.Clock exact =
        ProbeFacts.clock(
                answer("clock 1796040003.500000000"),
                Instant.ofEpochSecond(1_796_040_000),
                Duration.ofMillis(100))
            .orElseThrow();
    assertThat(exact.offset()).isEqualTo(Duration.ofMillis(3450));
    assertThat(exact.uncertainty()).isEqualTo(Duration.ofMillis(50));
    assertThat(exact.beyond(Duration.ofSeconds(2))).isTrue();
    DeviceFacts.Clock seconds =
        ProbeFacts.clock(
                answer("clock 1796039998"),
                Instant.ofEpochSecond(1_796_040_000),
                Duration.ofMillis(100))
            .orElseThrow();
    // Read some time in that second: half of it later, give or take that half.
    assertThat(seconds.offset()).isEqualTo(Duration.ofMillis(-1550));
    assertThat(seconds.uncertainty()).isEqualTo(Duration.ofMillis(550));
    assertThat(seconds.beyond(Duration.ofSeconds(2))).isFalse();
    for (String bad : List.of("", "soon", "-5", "9".repeat(50), "1.5")) {
      assertThat(ProbeFacts.clock(answer("clock " + bad), NOW, Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void whatIsKeptOfAProbeIsShortFewAndHarmless() {
    List<String> lines = new ArrayList<>();
    lines.add("os \u001b[31mEvil\u202e Linux" + "x".repeat(1_000_000));
    lines.add("arch x86_64");
    lines.add("cpu a\u0000b\rc");
    lines.add("bits 7");
    lines.add("endian middle");
    lines.add("boot cron");
    lines.add("boot magic");
    lines.add("trusted /dev/tpm0 TPM 2.0");
    lines.add("trusted not a path");
    for (int i = 0; i < 50_000; i++) {
      lines.add("feature f" + i);
      lines.add("tool t" + i);
      lines.add("trusted /dev/x" + i + " y");
    }
    Probe probe =
        DeviceProbe.read(new AgentAnswer(lines, new byte[0]), List.of(), Optional.empty());
    assertThat(probe.operatingSystem()).startsWith(" [31mEvil  Linux".strip()).hasSizeLessThan(250);
    assertThat(probe.operatingSystem()).doesNotContain("\u001b", "\u202e");
    assertThat(probe.architecture()).isEqualTo("x86-64");
    assertThat(probe.tools()).hasSizeLessThanOrEqualTo(64);
    assertThat(probe.facts().processorModel()).isEqualTo("a b c");
    assertThat(probe.facts().bits()).isZero();
    assertThat(probe.facts().byteOrder()).isEmpty();
    assertThat(probe.facts().boot()).containsExactly(DeviceFacts.Boot.CRON);
    assertThat(probe.facts().processorFeatures()).hasSizeLessThanOrEqualTo(64);
    assertThat(probe.facts().trusted())
        .hasSizeLessThanOrEqualTo(64)
        .contains(new DeviceFacts.Trusted("TPM 2.0", "/dev/tpm0"))
        .allSatisfy(one -> assertThat(one.file()).startsWith("/"));
  }
}
