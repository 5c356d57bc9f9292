package dev.continuum.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.testing.DropbearServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SSH server of small devices: no SFTP, other limits. */
class DropbearTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @BeforeEach
  void look() {
    assumeTrue(DropbearServer.available(), DropbearServer.absence());
  }

  private SshConnection connection(Device device, TestUser user) {
    return new SshConnection(
        device,
        user,
        new SshSettings(folder, Optional.empty(), LONG, Duration.ofSeconds(5)),
        confirmed -> {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void runsCommands(String keyType) throws Exception {
    try (DropbearServer server =
            DropbearServer.start(
                Files.createDirectory(folder.resolve("device")), Map.of("EXTRA", "a b"), keyType);
        SshConnection connection = connection(server.device("board"), TestUser.accepting())) {
      ExecResult result =
          connection.exec("echo $HOME \"$EXTRA\"; cat; exit 3", "in".getBytes(), LONG);
      assertThat(new String(result.output(), StandardCharsets.UTF_8))
          .isEqualTo(server.home() + " a b\nin");
      assertThat(result.status()).isEqualTo(3);
      assertThat(connection.device().hostKey()).isEqualTo(server.fingerprint());
    }
  }

  @Test
  void uploadsOverACommandForItHasNoSftp() throws Exception {
    byte[] content = new byte[700_000];
    new java.util.Random(7).nextBytes(content);
    Path file = Files.write(folder.resolve("file"), content);
    Path remote = folder.resolve("remote");
    try (DropbearServer server =
            DropbearServer.start(Files.createDirectory(folder.resolve("device")));
        SshConnection connection = connection(server.device("board"), TestUser.accepting())) {
      connection.upload(file, remote.toString(), "cat > '" + remote + "'", sent -> {});
      assertThat(remote).hasBinaryContent(content);
      server.cutConnections();
      Awaitility.await().atMost(LONG).until(() -> !connection.connected());
      assertThat(connection.exec("exit 4", new byte[0], LONG).status()).isEqualTo(4);
    }
  }

  @Test
  void isAJumpHostToo() throws Exception {
    try (DropbearServer hop = DropbearServer.start(Files.createDirectory(folder.resolve("hop")));
        DropbearServer server =
            DropbearServer.start(Files.createDirectory(folder.resolve("device")))) {
      Files.writeString(
          folder.resolve("config"),
          "Host hop\n  HostName 127.0.0.1\n  User root\n  Port "
              + hop.port()
              + "\n  IdentityFile "
              + hop.userKey());
      Device direct = server.device("board");
      Device device =
          new Device(
              "board",
              direct.host(),
              direct.port(),
              direct.user(),
              direct.authentication(),
              "",
              List.of(),
              "hop",
              "");
      try (SshConnection connection = connection(device, TestUser.accepting())) {
        byte[] much = new byte[1 << 20];
        assertThat(connection.exec("cat", much, LONG).output()).hasSize(1 << 20);
      }
    }
  }
}
