package dev.continuum.targets.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the agent keeps apps running, bounds them and ends them. */
@Timeout(30)
class SupervisionScriptTest extends AgentFixture {
  private Path state() {
    return home.resolve(".continuum/apps/app/state");
  }

  private long inState(String key) throws IOException {
    return Files.readAllLines(state()).stream()
        .filter(line -> line.startsWith(key + " "))
        .map(line -> Long.parseLong(line.substring(key.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static void kill(long id) {
    kill(List.of(ProcessHandle.of(id).orElseThrow()));
  }

  /** After a stop there is neither a process nor a file that is not described. */
  @AfterEach
  void nothingIsLeft() throws Exception {
    if (Files.isDirectory(home.resolve(".continuum/apps/app"))) {
      agent("", "stop", "app");
      assertThat(processes()).isEmpty();
      try (var files = Files.list(home.resolve(".continuum/apps/app"))) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .isSubsetOf("current", "data", "last", "log", "releases", "state");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void startsAgainWithALongerAndLongerBackOff(Tools tools) throws Exception {
    use(tools);
    rewrite("backoff_first", "5");
    rewrite("backoff_most", "20");
    deploy("restart on-failure\n", "echo run; exit 3");
    awaitLog("s Release 1 started.", 6);
    String status = awaitStatus("state waiting");
    assertThat(status).contains("status 3", "pid -", "watched yes").doesNotContain("next -");
    assertThat(status.lines().filter(line -> line.matches("restarts ([4-9]|\\d\\d+)"))).hasSize(1);
    assertThat(agent("", "stop", "app")).endsWith("ok\n");
    assertThat(agent("", "status", "app")).contains("state stopped", "next -");
    assertThat(texts())
        .containsSubsequence(
            "s Release 1 started.",
            "o run",
            "s Release 1 exited with 3.",
            "s It is started again in 0.05 s.",
            "s Release 1 started.",
            "o run",
            "s Release 1 exited with 3.",
            "s It is started again in 0.10 s.",
            "s It is started again in 0.20 s.",
            "s It is started again in 0.20 s.");
    assertThat(texts().getLast()).startsWith("s Release 1 was stopped");
  }

  @ParameterizedTest
  @EnumSource
  void beginsWithAShortBackOffAfterAGoodRun(Tools tools) throws Exception {
    use(tools);
    rewrite("backoff_first", "5");
    rewrite("good_run", "0");
    deploy("restart always\n", "exit 0");
    awaitLog("s It is started again in 0.05 s.", 3);
  }

  @ParameterizedTest
  @EnumSource
  void leavesItAsItEndedWhereThePolicySaysSo(Tools tools) throws Exception {
    use(tools);
    rewrite("backoff_first", "1");
    deploy("restart on-failure\n", "exit 0");
    awaitStatus("state exited", "status 0", "restarts 0");
    deploy("restart never\nunknown x\n", "kill -KILL $$");
    awaitStatus("state exited", "status 137", "restarts 0");
    assertThat(texts())
        .contains("s Release 1 exited with 0.")
        .endsWith("s Release 2 was ended by the signal KILL (status 137).");
  }

  @ParameterizedTest
  @EnumSource
  void countsAReleaseThatWaitsToBeStartedAgainAsAFailedOne(Tools tools) throws Exception {
    use(tools);
    deploy("", "exec sleep 1000");
    assertThat(deploy("restart always\nhealth alive 10.00\n", "echo no >&2; exit 4"))
        .contains("error START_FAILED 4");
    assertThat(agent("", "status", "app")).contains("state running", "release 1");
  }

  @ParameterizedTest
  @EnumSource
  void goesBackToAReleaseThatWaited(Tools tools) throws Exception {
    use(tools);
    deploy("restart always\n", "exit 0");
    awaitStatus("state waiting");
    assertThat(deploy("exit 4", 100)).contains("error START_FAILED 4");
    awaitStatus("state waiting", "release 1");
    assertThat(texts().stream().filter("s Release 1 started."::equals)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void holdsReleasesToTheirLimits(Tools tools) throws Exception {
    use(tools);
    deploy("memory 300000\ncpu 7\nfiles 33\n", "ulimit -d; ulimit -S -t; ulimit -n");
    awaitStatus("state exited");
    assertThat(texts()).contains("o 300000", "o 7", "o 33");
    deploy("cpu 1\n", "while :; do :; done");
    awaitStatus("state exited", "status 152");
    assertThat(texts())
        .endsWith(
            "s Release 2 was ended by the signal XCPU (status 152): it had used up its processor"
                + " time of 1 s.");
    deploy("files 999999999999\n", "echo runs");
    awaitStatus("state exited");
    assertThat(texts())
        .contains(
            "s This device cannot limit open files to 999999999999: there is no such limit.",
            "o runs");
  }

  @ParameterizedTest
  @EnumSource
  void givesGraceAndThenUsesForce(Tools tools) throws Exception {
    use(tools);
    deploy("grace 60\n", "trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.02; done");
    awaitLog("o up", 1);
    agent("", "stop", "app");
    assertThat(texts()).contains("o bye").endsWith("s Release 1 was stopped.");
    deploy("grace 0\n", "trap '' TERM; echo deaf; while :; do sleep 0.02; done");
    awaitLog("o deaf", 1);
    agent("", "stop", "app");
    assertThat(agent("", "status", "app")).contains("state stopped", "release 2");
    assertThat(texts()).endsWith("s Release 2 was stopped.");
    assertThat(processes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void endsWhatAnAppLeftBehind(Tools tools) throws Exception {
    use(tools);
    deploy("", "setsid sleep 1000 & sleep 1000 & echo up; exit 0");
    awaitStatus("state exited", "status 0");
    assertThat(processes()).isEmpty();
    deploy(
        "",
        "setsid sleep 1000 & (setsid sh -c 'trap \"\" TERM; sleep 1000' &); echo on; sleep 999");
    awaitLog("o on", 1);
    agent("", "stop", "app");
    assertThat(processes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void runsAJobFromTimeToTime(Tools tools) throws Exception {
    use(tools);
    deploy("every 1\n", "echo run; exit 5");
    awaitLog("s Release 1 started.", 3);
    assertThat(awaitStatus("state waiting", "status 5"))
        .contains("restarts 0")
        .doesNotContain("next -");
    assertThat(texts())
        .containsSubsequence(
            "s Release 1 started.",
            "o run",
            "s Release 1 exited with 5.",
            "s The next run is in 1 s.",
            "s Release 1 started.",
            "o run");
  }

  @ParameterizedTest
  @EnumSource
  void leavesARunThatTakesLongAndItsSuccessorOut(Tools tools) throws Exception {
    use(tools);
    deploy("every 1\n", "echo run; sleep 1.1 || sleep 2; echo end");
    List<String> texts = awaitLog("s Release 1 started.", 2);
    assertThat(texts)
        .containsSubsequence(
            "o end",
            "s Release 1 exited with 0.",
            "s The run took longer than the time to the next one: 1 left out.",
            "s Release 1 started.");
  }

  @Test
  void isNotLedAstrayByAClockThatJumps() throws Exception {
    // BusyBox's shell would take its own date.
    use(Tools.DASH);
    assumeTrue(Files.isReadable(Path.of("/proc/uptime")), "skipped: there is no /proc/uptime");
    rewrite("longest_sleep", "1");
    Path date = Path.of(path).resolve("date");
    Files.delete(date);
    Path days = Files.writeString(folder.resolve("days"), "1");
    script(date, "read d <'" + days + "'; echo $((1000000000 + d * 86400))");
    deploy("every 3600\n", "exit 0");
    for (int day = 2; day < 30; day++) {
      Files.writeString(days, String.valueOf(day * (day % 2 == 0 ? 1 : -1)));
      long now = 1_000_000_000L + day * (day % 2 == 0 ? 1 : -1) * 86_400L;
      String status = awaitStatus("state waiting");
      assertThat(number(status, "since")).isBetween(now - 60, now);
      assertThat(number(status, "next")).isBetween(now + 3000, now + 3600);
    }
    assertThat(texts().stream().filter("s Release 1 started."::equals)).hasSize(1);
  }

  private static long number(String status, String key) {
    return status
        .lines()
        .filter(line -> line.startsWith(key + " "))
        .map(line -> Long.parseLong(line.substring(key.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void saysThatAnAppIsUnwatchedAndCleansUp(Tools tools) throws Exception {
    use(tools);
    deploy("restart always\n", "exec sleep 1000");
    kill(inState("supervisor"));
    assertThat(agent("", "status", "app")).contains("state running", "watched no");
    assertThat(agent("", "stop", "app")).endsWith("ok\n");
    assertThat(agent("", "status", "app")).contains("state stopped");
    assertThat(processes()).isEmpty();

    deploy("restart always\n", "exec sleep 1000");
    kill(inState("supervisor"));
    deploy("restart always\n", "echo two; exec sleep 1000");
    assertThat(agent("", "status", "app")).contains("state running", "watched yes", "release 3");
    assertThat(texts()).endsWith("o two");

    // All of the supervisor and not the app.
    long app = inState("pid");
    kill(processes().stream().filter(process -> process.pid() != app).toList());
    assertThat(agent("", "status", "app")).contains("state running", "watched no");
  }

  @ParameterizedTest
  @EnumSource
  void doesNotStartAgainWhatNobodyWatches(Tools tools) throws Exception {
    use(tools);
    rewrite("backoff_first", "1");
    Path go = folder.resolve("go");
    deploy("restart always\n", "while [ ! -e '" + go + "' ]; do sleep 0.02; done; exit 6");
    kill(inState("supervisor"));
    Files.createFile(go);
    awaitLog("s Release 1 exited with 6.", 1);
    awaitStatus("state exited", "status 6");
    assertThat(texts().stream().filter("s Release 1 started."::equals)).hasSize(1);
  }

  @Test
  void endsAppsWhoseSupervisorLostItsListener() throws Exception {
    use(Tools.DASH);
    deploy("restart always\n", "exit 0");
    awaitStatus("state waiting");
    kill(inState("pid"));
    assertThat(agent("", "stop", "app")).endsWith("ok\n");
    assertThat(agent("", "status", "app")).containsPattern("state (stopped|exited)");
  }

  @ParameterizedTest
  @EnumSource
  void stopsAnAppThatFloodsItsLog(Tools tools) throws Exception {
    use(tools);
    deploy("restart always\n", "while :; do echo flood; echo err >&2; done");
    // Whoever reads the log to its end meanwhile never comes there.
    Path first = home.resolve(".continuum/apps/app/log/00000000000000000000");
    while (Files.size(first) < 10_000) {
      Thread.onSpinWait();
    }
    agent("", "stop", "app");
    assertThat(agent("", "status", "app")).contains("state stopped");
    assertThat(texts()).contains("o flood", "e err").endsWith("s Release 1 was stopped.");
  }

  @ParameterizedTest
  @EnumSource
  void stopsOnAFullDisk(Tools tools) throws Exception {
    use(tools);
    Path small = Files.createDirectory(home.resolve(".continuum"));
    assumeTrue(
        new ProcessBuilder(
                    "mount",
                    "-t",
                    "tmpfs",
                    "-o",
                    "size=300k,nr_inodes=60",
                    "tmpfs",
                    small.toString())
                .start()
                .waitFor()
            == 0,
        "skipped: only root can mount a small file system");
    try {
      rewrite("backoff_first", "1");
      deploy("restart always\n", "exec sleep 1000");
      byte[] before = Files.readAllBytes(state());
      Path filler = small.resolve("filler");
      fill(filler);
      try {
        for (int i = 0; ; i++) {
          Files.createFile(small.resolve("inode" + i));
        }
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("No space");
      }
      assertThat(agent("", "status", "app")).contains("state running", "release 1");
      assertThat(agent("", "stop", "app")).endsWith("ok\n");
      assertThat(processes()).isEmpty();
      assertThat(Files.readAllBytes(state())).isEqualTo(before);
      assertThat(agent("", "status", "app")).contains("state exited", "status -");
    } finally {
      killEverything();
      new ProcessBuilder("umount", small.toString()).start().waitFor();
    }
  }

  private static void fill(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[512]);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space");
    }
  }

  @ParameterizedTest
  @EnumSource
  void isNotTakenInByIdsOfAnotherStartOfTheSystem(Tools tools) throws Exception {
    use(tools);
    assumeTrue(Files.isReadable(Path.of("/proc/sys/kernel/random/boot_id")), "skipped: no boot id");
    deploy("", "exec sleep 1000");
    String text = Files.readString(state());
    Files.writeString(state(), text.replaceAll("(?m)^boot .*$", "boot another"));
    assertThat(agent("", "status", "app")).contains("state exited", "status -", "pid -");
    Files.writeString(state(), text);
  }
}
