package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.targets.ssh.SshSettings;
import dev.continuum.targets.target.DeployListener;
import dev.continuum.targets.target.DeviceRegistry;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.RunConfiguration;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.MinaSshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device whose agent was exchanged for one that means no good. */
class HostileDeviceTest {
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

  @Test
  void aLogFromAHostileDeviceStaysText() throws Exception {
    agent(
        "printf 'continuum-agent 1\\nlog 0 100 no\\nok\\n1 o \\033[2J..\\n99999999999999999 o x\\n"
            + "not a record\\n5 z what\\n7 e fine\\n'");
    List<String> texts = target.readLog("app", 0, 10).stream().map(line -> line.text()).toList();
    assertThat(texts).contains("fine").noneMatch(text -> text.contains("not a record"));
  }
}
