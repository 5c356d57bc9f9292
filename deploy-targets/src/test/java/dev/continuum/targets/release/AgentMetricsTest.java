package dev.continuum.targets.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.target.DeviceFacts;
import dev.continuum.targets.target.DeviceMetrics;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.testing.ToolFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the agent tells of a device and of what its apps use, under the shells it is for. */
class AgentMetricsTest extends AgentFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @BeforeEach
  void needsProc() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "skipped: there is no /proc here");
  }

  @AfterEach
  void endTheOther() throws Exception {
    if (Files.isDirectory(home.resolve(".continuum/apps/burner"))) {
      agent("", "stop", "burner");
    }
  }

  private Path bin() {
    return folder.resolve("bin");
  }

  private AgentAnswer call(String input, String... words) throws Exception {
    path = bin().toString();
    AnswerReader reader = new AnswerReader(line -> {});
    byte[] output = agent(input, words).getBytes(StandardCharsets.UTF_8);
    reader.write(output, 0, output.length);
    return reader.answer();
  }

  private void deployApp(String app, String run) throws Exception {
    agent("", "hello");
    activate(app, "module", run, "health alive 0.10\n");
  }

  private DeviceMetrics metrics() throws Exception {
    return DeviceUsage.read(Instant.now(), call("", "metrics"));
  }

  private static DeviceMetrics.App app(DeviceMetrics metrics, String name) {
    return metrics.apps().stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatTheDeviceAndItsAppsUse(Tools tools) throws Exception {
    use(tools);
    deployApp("app", "sleep 1000 & sleep 1000");
    // A busy child, as a runtime that starts another program.
    deployApp("burner", "sh -c 'while :; do :; done'; true");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(app(metrics(), "burner").busy().orElseThrow())
                .isGreaterThan(Duration.ofMillis(300)));
    DeviceMetrics metrics = metrics();
    assertThat(metrics.uptime().orElseThrow()).isPositive();
    assertThat(metrics.load()).isPresent();
    assertThat(metrics.busy().orElseThrow()).isLessThan(metrics.total().orElseThrow());
    assertThat(metrics.freeMemoryBytes().orElseThrow())
        .isBetween(1L << 20, metrics.memoryBytes().orElseThrow());
    assertThat(metrics.freeDiskBytes().orElseThrow())
        .isBetween(1L, metrics.diskBytes().orElseThrow());
    assertThat(metrics.apps()).extracting(DeviceMetrics.App::name).containsExactly("app", "burner");
    DeviceMetrics.App app = app(metrics, "app");
    assertThat(app.running()).isTrue();
    // The shell and two naps; with no awk, what a child started without a session is not followed.
    assertThat(app.processes()).hasValue(3);
    assertThat(app.residentBytes().orElseThrow()).isBetween(1L << 10, 1L << 30);
    assertThat(app.busy().orElseThrow()).isLessThan(app(metrics, "burner").busy().orElseThrow());
    assertThat(app.uptime().orElseThrow()).isBetween(Duration.ZERO, Duration.ofHours(1));

    call("", "stop", "app");
    DeviceMetrics.App stopped = app(metrics(), "app");
    assertThat(stopped.running()).isFalse();
    assertThat(stopped.processes()).isEmpty();
    assertThat(stopped.uptime()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anAppWhoseProcessIsGoneDoesNotRun(Tools tools) throws Exception {
    use(tools);
    deployApp("app", "sleep 1000");
    call("", "stop", "app");
    // As after the device was switched off: another process has its number now.
    Files.writeString(
        home.resolve(".continuum/apps/app/state"),
        "release 1\nstate running\npid 1\nbegan 3\ngroup -1\nsupervisor 2\nsupervisor-began 3\n"
            + "restarts 7\n");
    DeviceMetrics.App app = app(metrics(), "app");
    assertThat(app.running()).isFalse();
    assertThat(app.processes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatTheDeviceIs(Tools tools) throws Exception {
    use(tools);
    DeviceFacts facts = probe("").facts();
    assertThat(facts.kernel()).startsWith("Linux ");
    assertThat(facts.bits()).isIn(32, 64);
    assertThat(facts.byteOrder()).isIn("little", "big");
    assertThat(facts.freeMemoryBytes()).isPositive();
    assertThat(facts.diskBytes()).isPositive();
    assertThat(facts.shell()).isEqualTo(tools == Tools.DASH ? "dash" : "busybox");
    assertThat(facts.initSystem()).isNotEmpty();
    Optional<DeviceFacts.Clock> clock =
        ProbeFacts.clock(call("", "clock"), Instant.now(), Duration.ofMillis(10));
    assertThat(clock.orElseThrow().offset().abs()).isLessThan(Duration.ofHours(1));
  }

  private Probe probe(String runtimes) throws Exception {
    call("", "hello");
    return DeviceProbe.read(call(runtimes, "probe"), List.of(), Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(names = {"DASH", "BUSYBOX_WITHOUT_AWK"})
  void aProgramThatHangsOrWritesWithoutEndDoesNotHoldTheProbe(Tools tools) throws Exception {
    use(tools);
    Path hangs = program("hangs", "trap '' TERM HUP INT; while :; do sleep 1000; done");
    Path floods = program("floods", "while :; do printf xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done");
    Path answers = program("answers", "echo 1.2.3");
    call("", "hello");
    AgentAnswer answer =
        call(
            "one\thangs\t--version\t\ntwo\tfloods\t--version\t\nthree\tanswers\t--version\t\n",
            "probe");
    assertThat(answer.values("runtime"))
        .containsExactly("one " + hangs, "two " + floods, "three " + answers);
    assertThat(answer.parts("runtime").getLast().values("version")).containsExactly("1.2.3");
    assertThat(answer.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(1000));
    try (var left = Files.list(home.resolve(".continuum"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".versions"));
    }
    assertThat(
            ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().isPresent())
                .filter(process ->
                    List.of(process.info().arguments().get()).contains(hangs.toString())))
        .isEmpty();
  }

  private Path program(String name, String text) throws IOException {
    Path file = Files.writeString(bin().resolve(name), "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void tellsWhichCLibraryOfWhichVersion() throws Exception {
    ToolFolder.system(bin(), Path.of("/bin/sh"), Set.of("getconf"));
    program("ldd", "printf 'musl libc (x86_64)\\nVersion 1.2.4\\nDynamic Program Loader\\n' >&2");
    assertThat(probe("").cLibrary()).isEqualTo("musl");
    assertThat(probe("").facts().cLibraryVersion()).isEqualTo("1.2.4");
    program("ldd", "printf 'ldd (Debian GLIBC 2.36-9) 2.36\\nCopyright\\n'");
    assertThat(probe("").cLibrary()).isEqualTo("glibc");
    assertThat(probe("").facts().cLibraryVersion()).isEqualTo("2.36");
  }

  @Test
  void knowsOnlyTheSecondWhereDateKnowsNoMore() throws Exception {
    ToolFolder.system(bin(), Path.of("/bin/sh"), Set.of());
    for (String unknown : List.of("1700000000.%N", "1700000000.N", "1700000000.")) {
      program("date", "echo " + unknown);
      assertThat(call("", "clock").value("clock")).contains("1700000000");
    }
  }
}
