package dev.continuum.ide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.ide.Services;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.ToolFolder;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shell, files, ports, a restart and notes, against OpenSSH's own server on this computer. */
@Timeout(120)
class DeviceAccessCommandsTest {
  @TempDir private Path folder;
  private Path tools;
  private OpenSshServer server;
  private Cli cli;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(OpenSshServer.available(), "sshd and ssh-keygen are not here");
    // The device's whole PATH: no command that restarts this computer is on it.
    tools = folder.resolve("tools");
    ToolFolder.system(tools, Path.of("/bin/sh"), Set.of());
    server =
        OpenSshServer.start(
            Files.createDirectory(folder.resolve("server")),
            Map.of("PATH", tools.toString()),
            List.of());
    cli =
        new Cli(
            new Services(
                UserFolders.below(folder),
                new SshSettings(
                    folder.resolve("no-ssh"),
                    Optional.empty(),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5))));
    cli.services().devices().add(server.device("gateway").withHostKey(server.fingerprint()));
  }

  @AfterEach
  void close() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static void done(Cli.Result result) {
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
  }

  @Test
  void copiesFilesThereAndBack() throws Exception {
    Path file = Files.writeString(folder.resolve("data.txt"), "data");
    // The server's SFTP knows the account's own home, not the test's.
    String in = server.home() + "/in";
    done(cli.run("device", "files", "mkdir", "gateway", in));
    Cli.Result put = cli.run("device", "files", "put", "gateway", file, in);
    done(put);
    assertThat(put.out()).contains("/in/data.txt.");
    Files.createFile(server.home().resolve("in/new\nline\033[31m"));

    Cli.Result listed = cli.run("device", "files", "ls", "gateway", in);
    done(listed);
    assertThat(listed.out()).contains("rw-").contains("data.txt").contains("new\\nline\\x1b[31m");
    assertThat(cli.run("device", "files", "ls", "gateway", in, "--json").json().get("entries"))
        .hasSize(2);

    done(cli.run("device", "files", "mv", "gateway", in + "/data.txt", in + "/other"));
    Path back = folder.resolve("back");
    done(cli.run("device", "files", "get", "gateway", in + "/other", back));
    assertThat(back).hasContent("data");
    Cli.Result again = cli.run("device", "files", "get", "gateway", in + "/other", back);
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("is here already. Name another file, or add --replace.");

    Cli.Result refused = cli.run("device", "files", "rm", "gateway", in);
    assertThat(refused.err()).contains("is a folder. Add --recursive");
    done(cli.run("device", "files", "rm", "gateway", in, "--recursive"));
    assertThat(server.home().resolve("in")).doesNotExist();
    Cli.Result gone = cli.run("device", "files", "ls", "gateway", in, "--json");
    assertThat(gone.json().get("error").get("problem").stringValue()).isEqualTo("NOT_FOUND");
  }

  @Test
  void aShellTakesWhatIsTypedAndGivesItsStatus() {
    Cli.Result result =
        cli.input("echo $((40+2)) $TERM\nexit 5\n").run("device", "shell", "gateway");
    assertThat(result.out()).contains("42 xterm-256color");
    assertThat(result.status()).isEqualTo(5);
  }

  @Test
  void forwardsAPortUntilInterrupted() throws Exception {
    try (ServerSocket there = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int[] status = {-1};
      Thread caller =
          Thread.ofPlatform()
              .start(() ->
                  status[0] =
                      cli.run(
                          out,
                          new ByteArrayOutputStream(),
                          "device",
                          "forward",
                          "gateway",
                          "0:127.0.0.1:" + there.getLocalPort()));
      Pattern line = Pattern.compile("127\\.0\\.0\\.1:(\\d+) leads to .* through gateway\\.");
      await().until(() -> line.matcher(out.toString(StandardCharsets.UTF_8)).find());
      Matcher said = line.matcher(out.toString(StandardCharsets.UTF_8));
      assertThat(said.find()).isTrue();
      try (Socket here = new Socket("127.0.0.1", Integer.parseInt(said.group(1)));
          Socket accepted = there.accept()) {
        accepted.getOutputStream().write('x');
        assertThat(here.getInputStream().read()).isEqualTo('x');
      }
      caller.interrupt();
      caller.join();
      assertThat(status[0]).isEqualTo(ExitStatus.INTERRUPTED);
    }
    assertThat(cli.run("device", "forward", "gateway", "80").err()).contains("PORT:HOST:PORT");
  }

  @Test
  void restartsADeviceOnlyWhenToldTo() throws Exception {
    assertThat(cli.run("device", "reboot", "gateway").err())
        .contains("Nobody is here to be asked whether gateway is to restart. Add --yes.");
    Cli.Result refused = cli.run("device", "reboot", "gateway", "--yes");
    assertThat(refused.err()).contains("may not restart gateway: there is no command for it.");
    Path told = folder.resolve("told");
    Path reboot = Files.writeString(tools.resolve("reboot"), "#!/bin/sh\necho >'" + told + "'\n");
    assertThat(reboot.toFile().setExecutable(true)).isTrue();
    Cli.Result done = cli.run("device", "reboot", "gateway", "--yes", "--wait", "0");
    done(done);
    assertThat(done.out()).isEqualTo("gateway restarts.\n");
    assertThat(told).exists();
  }

  @Test
  void keepsNotes() {
    assertThat(cli.run("device", "notes", "gateway").out()).contains("no notes");
    done(cli.run("device", "notes", "gateway", "--set", "behind\nthe door\033[31m"));
    assertThat(cli.run("device", "notes", "gateway").out())
        .isEqualTo("behind\nthe door\\x1b[31m\n");
    assertThat(cli.run("device", "notes", "gateway", "--set", "x".repeat(10_001)).status())
        .isEqualTo(2);
  }
}
