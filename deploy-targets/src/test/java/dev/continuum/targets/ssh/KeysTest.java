package dev.continuum.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.SshAgent;
import dev.continuum.targets.testing.TestUser;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of all kinds against OpenSSH's server, from files and from its agent. */
class KeysTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Path ssh;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: openssh-server is not installed");
    ssh = Files.createDirectory(folder.resolve("ssh"));
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private OpenSshServer server(String... options) throws Exception {
    OpenSshServer made =
        OpenSshServer.start(
            Files.createDirectory(folder.resolve("server")), Map.of(), List.of(options));
    open.add(made);
    return made;
  }

  private void authorize(Path... keys) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (Path key : keys) {
      lines.append(Files.readString(key.resolveSibling(key.getFileName() + ".pub"))).append('\n');
    }
    Files.writeString(folder.resolve("server/authorized_keys"), lines);
  }

  private static void keygen(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private Path key(String name, String type, String passphrase, String... more) throws Exception {
    Path file = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(List.of("-t", type, "-N", passphrase, "-f", file.toString()));
    arguments.addAll(List.of(more));
    keygen(arguments.toArray(String[]::new));
    return file;
  }

  private SshConnection connection(Device device, TestUser user, Optional<Path> agent) {
    SshConnection made =
        new SshConnection(
            device,
            user,
            new SshSettings(ssh, agent, LONG, Duration.ofSeconds(5)),
            confirmed -> {});
    open.add(made);
    return made;
  }

  private static Device with(Device device, Device.Authentication authentication) {
    return new Device(
        device.name(), device.host(), device.port(), device.user(), authentication, "", List.of());
  }

  private void assertIn(SshConnection connection) throws TargetException {
    assertThat(connection.exec("echo in", new byte[0], LONG).output()).asString().isEqualTo("in\n");
  }

  private static void assertRefused(SshConnection connection, String words) {
    assertThatThrownBy(connection::connect)
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).as(e.getMessage()).isEqualTo(Problem.AUTHENTICATION);
              assertThat(e).hasMessageContaining(words);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519,RFC4716,''",
    "ed25519,RFC4716,open sesame",
    "ecdsa,RFC4716,''",
    "ecdsa,RFC4716,open sesame",
    "ecdsa,PEM,''",
    "ecdsa,PEM,open sesame",
    "ecdsa,PKCS8,open sesame",
    "rsa,RFC4716,''",
    "rsa,RFC4716,open sesame",
    "rsa,PEM,''",
    "rsa,PEM,open sesame",
    "rsa,PKCS8,open sesame"
  })
  void signsInWithKeysOfAllKinds(String type, String format, String passphrase) throws Exception {
    OpenSshServer server = server();
    Path key = key("key", type, passphrase, "-m", format);
    authorize(key);
    Device device = with(server.device("board"), new Device.Authentication.KeyFile(key));
    TestUser user = new TestUser(true, "", passphrase);
    SshConnection connection = connection(device, user, Optional.empty());
    assertIn(connection);
    server.cutConnections();
    org.awaitility.Awaitility.await().atMost(LONG).until(() -> !connection.connected());
    assertIn(connection);
    // A key once opened stays open for reconnecting.
    assertThat(user.asked()).filteredOn("passphrase"::equals).hasSize(passphrase.isEmpty() ? 0 : 1);
    Files.delete(folder.resolve("key.pub"));
    assertIn(connection(device, new TestUser(true, "", passphrase), Optional.empty()));
  }

  @Test
  void asksForAPassphraseThreeTimes() throws Exception {
    OpenSshServer server = server();
    Path key = key("key", "ed25519", "open sesame");
    authorize(key);
    TestUser user = new TestUser(true, "", "wrong");
    assertRefused(
        connection(
            with(server.device("board"), new Device.Authentication.KeyFile(key)),
            user,
            Optional.empty()),
        "passphrase does not open");
    assertThat(user.asked()).filteredOn("passphrase"::equals).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"ed25519,''", "ecdsa,''", "rsa,open sesame"})
  void signsInWithACertificateBesideTheKey(String type, String passphrase) throws Exception {
    Path authority = key("authority", "ed25519", "");
    OpenSshServer server = server("TrustedUserCAKeys " + authority + ".pub");
    Path key = key("key", type, passphrase);
    Files.writeString(folder.resolve("server/authorized_keys"), "");
    Device device = with(server.device("board"), new Device.Authentication.KeyFile(key));
    assertRefused(
        connection(device, new TestUser(true, "", passphrase), Optional.empty()),
        "did not accept the key");
    keygen("-s", authority.toString(), "-I", "me", "-n", server.device("x").user(), key + ".pub");
    assertIn(connection(device, new TestUser(true, "", passphrase), Optional.empty()));
    // One that does not help leaves the key itself as good as it was.
    authorize(key);
    keygen("-s", authority.toString(), "-I", "me", "-n", "nobody-else", key + ".pub");
    assertIn(connection(device, new TestUser(true, "", passphrase), Optional.empty()));
  }

  @Test
  void findsTheRightOneAmongManyKeysOfTheAgent() throws Exception {
    assumeTrue(SshAgent.available(), "skipped: ssh-agent is not installed");
    OpenSshServer server = server("MaxAuthTries 3");
    SshAgent agent = SshAgent.start(folder.resolve("agent"));
    open.add(agent);
    Path last = folder;
    for (int i = 0; i < 9; i++) {
      last = key("key" + i, "ed25519", "");
      agent.add(last);
    }
    authorize(last);
    Device device = with(server.device("board"), new Device.Authentication.Agent());
    assertIn(connection(device, TestUser.accepting(), Optional.of(agent.socket())));
    // With the private file gone, its public part picks the agent's key: offered first.
    Files.delete(last);
    TestUser user = TestUser.accepting();
    assertIn(
        connection(
            with(device, new Device.Authentication.KeyFile(last)),
            user,
            Optional.of(agent.socket())));
    authorize(server.userKey());
    assertRefused(
        connection(device, TestUser.accepting(), Optional.of(agent.socket())),
        "accepted none of the 9 keys");
  }

  @Test
  void offersNamedKeysFirstAndOnlyThoseWhereSaid() throws Exception {
    assumeTrue(SshAgent.available(), "skipped: ssh-agent is not installed");
    OpenSshServer server = server("MaxAuthTries 1");
    SshAgent agent = SshAgent.start(folder.resolve("agent"));
    open.add(agent);
    agent.add(key("other", "ed25519", ""));
    Path own = key("own", "ed25519", "");
    authorize(own);
    Files.writeString(
        ssh.resolve("config"), "IdentityFile " + own + "\nIdentityAgent " + agent.socket());
    Device device = with(server.device("board"), new Device.Authentication.Agent());
    assertIn(connection(device, TestUser.accepting(), Optional.empty()));
    authorize(folder.resolve("other"));
    assertIn(connection(device, TestUser.accepting(), Optional.empty()));
    Files.writeString(
        ssh.resolve("config"),
        "IdentitiesOnly yes\nIdentityFile " + own + "\nIdentityAgent " + agent.socket());
    assertRefused(
        connection(device, TestUser.accepting(), Optional.empty()), "accepted none of the 1 keys");
  }

  @Test
  void takesAHostCertificateOfAKnownAuthority() throws Exception {
    Path authority = key("authority", "ed25519", "");
    Path host = key("certified", "ed25519", "");
    keygen("-s", authority.toString(), "-I", "host", "-h", "-n", "127.0.0.1", host + ".pub");
    OpenSshServer server = server("HostKey " + host, "HostCertificate " + host + "-cert.pub");
    String port = "[127.0.0.1]:" + server.port();
    Files.writeString(
        ssh.resolve("known_hosts"),
        "@cert-authority " + port + " " + Files.readString(folder.resolve("authority.pub")));
    TestUser user = new TestUser(false, "", "");
    assertIn(connection(server.device("board"), user, Optional.empty()));
    assertThat(user.asked()).isEmpty();

    Path other = key("other", "ed25519", "");
    Files.writeString(
        ssh.resolve("known_hosts"),
        "@cert-authority " + port + " " + Files.readString(folder.resolve("other.pub")));
    assertThatThrownBy(() -> connection(server.device("board"), user, Optional.empty()).connect())
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.HOST_KEY_UNKNOWN));
    assertThat(other).exists();
  }
}
