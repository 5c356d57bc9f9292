package dev.continuum.ide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.ide.Services;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.testing.OpenSshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Deployments to tags and the queue, on servers each on a loopback address of its own. */
class FleetCommandsTest {
  @TempDir private Path folder;
  private final List<OpenSshServer> servers = new ArrayList<>();
  private Cli cli;
  private Path project;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(OpenSshServer.available(), "sshd and ssh-keygen are not here");
    SshSettings settings =
        new SshSettings(
            folder.resolve("no-ssh"),
            Optional.empty(),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5));
    cli = new Cli(new Services(UserFolders.below(folder), settings));
    for (int i = 1; i <= 3; i++) {
      OpenSshServer server =
          OpenSshServer.start(
              Files.createDirectory(folder.resolve("server-" + i)),
              "127.0.0." + (20 + i),
              Map.of(),
              List.of());
      servers.add(server);
      cli.services()
          .devices()
          .add(
              server
                  .device("d" + i)
                  .withHostKey(server.fingerprint())
                  .withTags(i == 3 ? List.of() : List.of("edge")));
    }
    project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(
        project.resolve("job.wat"),
        "(module (memory (export \"memory\") 1) (func (export \"_start\")))");
    Files.writeString(
        project.resolve("continuum.toml"),
        """
        [app]
        name = "job"
        module = "job.wat"
        [deploy]
        targets = ["tag:edge", "d3"]
        health = "60s"
        """);
  }

  @AfterEach
  void close() throws Exception {
    OpenSshServer.closeAll(servers);
  }

  @Test
  void deploysWhereTheProjectSaysAndQueuesForWhatIsOffline() throws Exception {
    servers.get(1).stop();
    Cli.Result stopped = cli.run("deploy", project, "--waves", "all", "--stop-at", "never");
    assertThat(stopped.status()).as(stopped.toString()).isEqualTo(1);
    assertThat(stopped.out())
        .contains("job to all 3 devices at once; goes on whatever fails.")
        .containsPattern("d1 +upload")
        .containsPattern("d1 +done +release 1, ")
        .containsPattern("d2 +failed")
        .contains("2 of 3 devices have it, 1 failed.");

    Cli.Result queued = cli.run("deploy", project, "--queue-offline", "--json");
    assertThat(queued.status()).as(queued.toString()).isZero();
    JsonNode json = queued.json();
    assertThat(json.at("/ending").stringValue()).isEqualTo("complete");
    assertThat(json.at("/devices"))
        .extracting(device -> device.get("state").stringValue())
        .containsExactly("done", "queued", "done");
    assertThat(json.at("/devices/0/before").intValue()).isEqualTo(1);
    assertThat(json.at("/devices/0/after/release").intValue()).isEqualTo(2);

    assertThat(cli.run("queue", "list").out()).contains("job for d2", "since 0 min", "0 tries");
    Cli.Result away = cli.run("queue", "run");
    assertThat(away.status()).isEqualTo(1);
    assertThat(away.out()).startsWith("job for d2 waits on: ");
    servers.get(1).resume();
    Cli.Result back = cli.run("queue", "run", "--on", "d2");
    assertThat(back.out()).contains("on d2: release 1.");
    assertThat(back.status()).isZero();
    assertThat(cli.run("queue", "list", "--json").json().at("/queued")).isEmpty();
    assertThat(cli.run("queue", "remove", "d2").status()).isEqualTo(1);
  }

  @Test
  void tagsAreGivenAndTakenAway() {
    assertThat(cli.run("device", "tag", "d3", "+lab", "+hall-2", "-edge").out())
        .isEqualTo("d3: hall-2 lab\n");
    assertThat(
            cli.run("device", "tag", "d3", "-hall-2", "--json").json().at("/tags/0").stringValue())
        .isEqualTo("lab");
    assertThat(cli.run("device", "tag", "d3", "-lab").out()).isEqualTo("d3 has no tags.\n");
    for (String wrong : List.of("lab", "+", "-", "+a b", "--x")) {
      assertThat(cli.run("device", "tag", "d3", wrong).status()).as(wrong).isEqualTo(2);
    }
    Cli.Result none = cli.run("deploy", project, "--to", "tag:nobody");
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("No device has the tag “nobody”.").contains("edge");
    assertThat(cli.run("deploy", project, "--waves", "0").status()).isEqualTo(2);
    assertThat(cli.run("deploy", project, "--stop-at", "soon").err()).contains("first");
    assertThat(cli.run("queue").status()).isEqualTo(2);
  }
}
