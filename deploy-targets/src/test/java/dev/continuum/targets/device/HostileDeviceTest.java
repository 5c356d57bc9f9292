package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogListener;
import dev.continuum.targets.target.app.LogPlace;
import dev.continuum.targets.target.app.Release;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.MinaSshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A device whose agent was exchanged for one that means no good. */
class HostileDeviceTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);

  @TempDir static Path cache;
  @TempDir Path folder;
  private MinaSshServer server;
  private SshDevices devices;
  private DeviceTarget target;

  @BeforeEach
  void start() throws Exception {
    server = MinaSshServer.start(Files.createDirectory(folder.resolve("server")));
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(server.device("board"));
    devices =
        new SshDevices(
            registry,
            new TestUser(true, MinaSshServer.PASSWORD, ""),
            cache,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
    target = devices.target("board");
    assertThat(target.apps()).isEmpty();
  }

  @AfterEach
  void stop() throws Exception {
    devices.close();
    server.close();
  }

  private void agent(String script) throws Exception {
    try (var files = Files.list(server.home().resolve(".continuum"))) {
      Path agent =
          files
              .filter(file -> file.getFileName().toString().startsWith("agent-"))
              .findFirst()
              .orElseThrow();
      Files.writeString(agent, script);
    }
  }

  private static void assertRefused(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(TargetException.Problem.PROTOCOL);
              assertThat(e.getMessage()).contains("board").hasSizeLessThan(1500);
              assertThat(e.getMessage().chars().noneMatch(Character::isISOControl))
                  .as("no control character in “%s”", e.getMessage())
                  .isTrue();
            });
  }

  private void deploy() throws Exception {
    target.deploy(
        RunConfiguration.of(DeviceApps.service(folder, "app", "app")), DeployListener.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Without an end, with and without lines, before and after the first line of an answer.
        "exec cat /dev/zero",
        "while :; do printf '%01000d\\n' 1; done",
        "echo continuum-agent 1; exec cat /dev/zero",
        "echo continuum-agent 1; while :; do printf 'app %01000d\\n' 1; done",
        "echo continuum-agent 1; echo ok; exec cat /dev/zero"
      })
  void anAnswerWithoutAnEnd(String script) throws Exception {
    agent(script);
    assertRefused(target::apps);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "printf 'continuum-agent 1\\nerror \\033[2J\\033]0;title\\007 EVIL\\n'",
        "printf 'continuum-agent 1\\napp x\\nstate dancing\\nok\\n'"
      })
  void anAnswerThatIsNone(String script) throws Exception {
    agent(script);
    assertRefused(target::apps);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "exit 7", "printf '\\033[31mlogin\\033[0m'"})
  void anAgentThatIsNoneIsPutBack(String script) throws Exception {
    agent(script);
    assertThat(target.apps()).isEmpty();
  }

  @Test
  void namesThatLeadElsewhereAreNotTaken() throws Exception {
    agent(
        "printf 'continuum-agent 1\\napp ../../etc\\nrelease 1\\nstate running\\nstatus -\\nsince"
            + " -\\ndigest x\\njson {}\\nok\\n'");
    assertRefused(target::apps);
  }

  @Test
  void numbersBeyondSense() throws Exception {
    String huge = "9".repeat(400);
    agent(
        "printf 'continuum-agent 1\\napp app\\nrelease "
            + huge
            + "\\nstate running\\nstatus "
            + huge
            + "\\nsince "
            + huge
            + "\\ndigest ../x\\njson {\"a\":\\nok\\n'");
    assertRefused(target::apps);
  }

  @Test
  void aDeviceThatLiesAboutItsFilesDoesNotGetADeployment() throws Exception {
    agent(
        "echo continuum-agent 1; cat >/dev/null; echo base /tmp; echo have no; echo disk 0; echo"
            + " runtime node /bin/true; echo version v20.0.0; echo error DIGEST_MISMATCH "
            + "ab".repeat(32));
    assertThatThrownBy(this::deploy).isInstanceOf(TargetException.class);
  }

  /** A question to a device, by its name in the test's title. */
  private enum Question {
    STATUS(target -> target.status("app")),
    RELEASES(target -> target.releases("app")),
    OPTIONS(target -> target.options("app", 1)),
    START(target -> target.start("app")),
    PRUNE(target -> target.prune("app", 1)),
    METRICS(DeviceTarget::metrics),
    PROBE(DeviceTarget::probe),
    RUNTIMES(target -> target.runtimes().list()),
    LOG(target -> target.readLog("app", 0, 10)),
    LOG_END(target -> target.logEnd("app")),
    LOG_PLACE(target -> target.logPosition("app", new LogPlace.LastStart()));

    private interface Asking {
      @Nullable Object ask(DeviceTarget target) throws TargetException;
    }

    private final Asking asking;

    Question(Asking asking) {
      this.asking = asking;
    }
  }

  @ParameterizedTest
  @EnumSource
  void noAnswerToAnythingMayGoOnForEver(Question question) throws Exception {
    agent("echo continuum-agent 1; while :; do printf 'release %01000d\\n' 1; done");
    assertRefused(() -> question.asking.ask(target));
  }

  @Test
  void aHistoryOfAHostileDeviceStaysText() throws Exception {
    agent(
        "printf '%s\\n' 'continuum-agent 1' 'current 2' 'release 1' 'json {\"module\":"
            + "\"../../etc/passwd\",\"file\":\"..\\u001b[2J\\n\\u202e"
            + "x".repeat(5000)
            + "\",\"by\":\"a\\u009bb\",\"created\":\"+999999999999\"}' 'release 2' 'json [1,'"
            + " ok");
    List<Release> releases = target.releases("app");
    assertThat(releases).extracting(Release::number).containsExactly(2, 1);
    Release first = releases.get(1);
    assertThat(first.digest()).isEmpty();
    assertThat(first.file()).startsWith("..").hasSizeLessThan(300);
    assertThat(first.file()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    assertThat(first.by()).isEqualTo("a b");
    assertThat(first.created()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "4294967297", "..", "1e3", "", "99999999999999999999999"})
  void aReleaseNeedsANumberThatCanBe(String number) throws Exception {
    agent("printf '%s\\n' 'continuum-agent 1' 'current 1' 'release " + number + "' ok");
    assertRefused(() -> target.releases("app"));
  }

  @Test
  void whatAnAppIsSaidToHaveWrittenStaysText() throws Exception {
    agent(
        "echo continuum-agent 1; case $1 in releases) printf '%s\\n' 'current 2' 'release 1' 'json"
            + " {\"options\":{\"graceSeconds\":9223372036854775807,\"health\":{\"withinMillis\":"
            + "9223372036854775807}}}' 'release 2' ok ;; rollback) printf"
            + " 'release \\033c\\nnow ../\\033[2J\\n'; printf 'wrote %01000000d\\n' 1 2 3; printf"
            + " 'wrote \\033]0;x\\007\\302\\233\\n'; echo 'error START_FAILED 7' ;; esac");
    assertThatThrownBy(() -> target.rollback("app", Optional.of(1), DeployListener.NONE))
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(TargetException.Problem.START_FAILED);
              assertThat(e.getMessage() + e.remedy()).hasSizeLessThan(1500);
              assertThat((e.getMessage() + e.remedy()).chars().noneMatch(Character::isISOControl))
                  .isTrue();
            });
  }

  /** After each, the same stream goes on with what an honest agent says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec cat /dev/zero",
        "while :; do echo 'frame 0 0 0 0'; done",
        "echo 'frame 0 999999999 999999999 0'; exec cat /dev/zero",
        "echo 'frame 0 1000000 999999999 0'; exec cat /dev/zero",
        "i=0; while :; do i=$((i + 7)); echo \"frame $i 0 $i 0\"; done",
        "i=0; while :; do echo \"frame $i 9 $((i + 9)) 0\"; printf '\\000\\033]0;x\\n\\n\\n\\n';"
            + " i=$((i + 9)); done",
        "echo 'frame 0 4 4 0'; printf '\\033[2J'; echo 'frame ../.. 1 1 1'"
      })
  void aStreamOfALogWithoutAnEnd(String attack) throws Exception {
    String honest = "printf 'frame %s 9 %s 0\\n1 o fine\\n' $3 $(($3 + 9)); exec cat >/dev/null";
    agent(follower(attack));
    List<String> lines = new CopyOnWriteArrayList<>();
    List<String> lost = new CopyOnWriteArrayList<>();
    try (AutoCloseable handle =
        target.followLog(
            "app",
            0,
            new LogListener() {
              @Override
              public void lines(List<LogLine> more) {
                more.forEach(line -> lines.add(line.text()));
              }

              @Override
              public void connection(boolean connected, String message) {
                if (!connected) {
                  lost.add(message);
                }
              }

              @Override
              public void ended(String message) {
                lost.add("ended: " + message);
              }
            })) {
      await().atMost(PATIENT).until(() -> !lost.isEmpty());
      agent(follower(honest));
      await().atMost(PATIENT).until(() -> lines.contains("fine"));
      assertThat(handle).isNotNull();
      assertThat(lost)
          .allSatisfy(message -> {
            assertThat(message).contains("board").hasSizeLessThan(1500);
            assertThat(message.chars().noneMatch(Character::isISOControl)).isTrue();
          });
    }
  }

  private static String follower(String streams) {
    return "echo continuum-agent 1; case $1 in logend) echo end 0; echo ok ;; follow) echo ok; "
        + streams
        + " ;; esac";
  }

  @Test
  void aLogFromAHostileDeviceStaysText() throws Exception {
    agent(
        "printf 'continuum-agent 1\\nlog 0 100 no\\nok\\n1 o \\033[2J..\\n99999999999999999 o x\\n"
            + "not a record\\n5 z what\\n7 e fine\\n'");
    List<String> texts = target.readLog("app", 0, 10).stream().map(line -> line.text()).toList();
    assertThat(texts).contains("fine").noneMatch(text -> text.contains("not a record"));
  }
}
