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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An app's releases by command, against OpenSSH's own server on this computer. */
class ReleaseCommandsTest {
  @TempDir private Path folder;
  private OpenSshServer server;
  private Cli cli;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(OpenSshServer.available(), "sshd and ssh-keygen are not here");
    server = OpenSshServer.start(Files.createDirectory(folder.resolve("server")));
    cli =
        new Cli(
            new Services(
                UserFolders.below(folder),
                new SshSettings(
                    folder.resolve("no-ssh"),
                    Optional.empty(),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5))));
    Cli.Result added =
        cli.run(
            "device",
            "add",
            "board",
            System.getProperty("user.name") + "@127.0.0.1:" + server.port(),
            "--identity",
            server.userKey(),
            "--accept-key",
            server.fingerprint());
    assertThat(added.err()).isEmpty();
  }

  @AfterEach
  void close() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private Cli.Result done(Object... call) {
    Cli.Result result = cli.run(call);
    assertThat(result.err()).as(List.of(call).toString()).isEmpty();
    assertThat(result.status()).isZero();
    return result;
  }

  @Test
  void goesThroughAnAppsReleases() throws Exception {
    for (int release = 1; release <= 3; release++) {
      Path module =
          Files.writeString(
              folder.resolve("app" + release + ".wat"),
              "(module (func (export \"_start\")) (func (result i32) (i32.const "
                  + release
                  + ")))");
      done("deploy", module, "--to", "board", "--name", "app");
    }
    assertThat(done("history", "app", "--on", "board").out().lines())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("3  current")
        .contains("bundled  app3.wat");

    Cli.Result back = done("rollback", "app", "--on", "board");
    assertThat(back.out())
        .contains("  Switch     Release 2\n")
        .endsWith("app has exited with status 0 on board: release 2.\n");
    JsonNode json = done("rollback", "app", "1", "--on", "board", "--json").json();
    assertThat(json.get("release").intValue()).isEqualTo(1);
    assertThat(json.at("/steps/2/step").stringValue()).isEqualTo("switch");

    assertThat(done("pin", "app", "2", "--on", "board").out())
        .isEqualTo("Release 2 of app on board is kept.\n");
    JsonNode history = done("history", "app", "--on", "board", "--json").json();
    assertThat(history.at("/releases/1/pinned").booleanValue()).isTrue();
    assertThat(history.at("/releases/2/current").booleanValue()).isTrue();
    assertThat(history.at("/releases/2/digest").stringValue()).hasSize(64);
    assertThat(done("prune", "app", "--keep", "0", "--on", "board").out())
        .isEqualTo("Removed of app on board: release 3.\n");
    JsonNode unpinned = done("unpin", "app", "2", "--on", "board", "--json").json();
    assertThat(unpinned.get("pinned").booleanValue()).isFalse();
    assertThat(done("prune", "app", "--on", "board").out()).contains("nothing to remove");

    assertThat(done("start", "app", "--on", "board").out()).startsWith("app on board: release 1, ");
    assertThat(done("restart", "app", "--on", "board", "--json").json().get("release").intValue())
        .isEqualTo(1);
    assertThat(done("remove-app", "app", "--on", "board").out())
        .isEqualTo("app is gone from board.\n");
    Cli.Result gone = cli.run("history", "app", "--on", "board", "--json");
    assertThat(gone.status()).isEqualTo(1);
    assertThat(gone.json().at("/error/problem").stringValue()).isEqualTo("NOT_FOUND");
  }

  @Test
  void refusesWrongCalls() {
    for (List<String> call :
        List.of(
            List.of("history", "app"),
            List.of("rollback", "app", "0", "--on", "board"),
            List.of("rollback", "app", "x", "--on", "board"),
            List.of("pin", "app", "--on", "board"),
            List.of("prune", "app", "--keep", "-1", "--on", "board"),
            List.of("remove-app", "--on", "board"))) {
      Cli.Result result = cli.run(call.toArray());
      assertThat(result.status()).as(call.toString()).isEqualTo(2);
      assertThat(result.err()).as(call.toString()).isNotBlank();
    }
  }
}
