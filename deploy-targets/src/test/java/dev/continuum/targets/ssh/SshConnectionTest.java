package dev.continuum.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.ssh.access.RemoteShell;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceShell;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.testing.MinaSshServer;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.SshServer;
import dev.continuum.targets.testing.TestUser;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshConnectionTest {
  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<Device> confirmed = new ArrayList<>();
  private Path ssh;

  @BeforeEach
  void makeFolder() throws Exception {
    ssh = Files.createDirectory(folder.resolve("ssh"));
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private OpenSshServer openSsh() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: openssh-server is not installed");
    OpenSshServer server = OpenSshServer.start(Files.createDirectories(folder.resolve("openssh")));
    open.add(server);
    return server;
  }

  private MinaSshServer mina(boolean sftp) throws Exception {
    MinaSshServer server =
        MinaSshServer.start(Files.createDirectories(folder.resolve("mina")), Map.of(), sftp);
    open.add(server);
    return server;
  }

  private SshServer any() throws Exception {
    return OpenSshServer.available() ? openSsh() : mina(true);
  }

  private SshConnection connection(Device device, TestUser user, Path agent, Duration timeout) {
    SshConnection made =
        new SshConnection(
            device,
            user,
            new SshSettings(ssh, Optional.ofNullable(agent), timeout, Duration.ofSeconds(5)),
            confirmed::add);
    open.add(made);
    return made;
  }

  private SshConnection connection(Device device, TestUser user) {
    return connection(device, user, null, Duration.ofSeconds(30));
  }

  private static TestUser typing(String password) {
    return new TestUser(true, password, "");
  }

  private static String run(SshConnection connection, String command) throws TargetException {
    ExecResult result =
        connection.exec(command, "input".getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(30));
    String all =
        result.status()
            + " "
            + new String(result.output(), StandardCharsets.UTF_8).strip()
            + " "
            + result.error().strip();
    return all.strip();
  }

  private static void assertProblem(Problem problem, SshConnection connection, String words) {
    assertThatThrownBy(connection::connect)
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).as(e.getMessage()).isEqualTo(problem);
              assertThat(e).hasMessageContaining(words);
              assertThat(e.remedy()).endsWith(".");
            });
  }

  @Test
  void asksForTheHostKeyOnceAndRunsCommands() throws Exception {
    SshServer server = any();
    TestUser user = new TestUser(true, MinaSshServer.PASSWORD, "");
    SshConnection connection = connection(server.device("board"), user);
    assertThat(run(connection, "cat; echo problem >&2; exit 3")).isEqualTo("3 input problem");
    assertThat(user.asked()).contains("host key " + server.fingerprint());
    assertThat(confirmed).containsExactly(server.device("board").withHostKey(server.fingerprint()));

    TestUser later = new TestUser(false, MinaSshServer.PASSWORD, "");
    SshConnection again = connection(connection.device(), later);
    assertThat(run(again, "true")).startsWith("0");
    assertThat(later.asked()).doesNotContain("host key " + server.fingerprint());
  }

  @Test
  void saysThatADeviceTakesNoMoreAtOnce() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: sshd is not installed");
    OpenSshServer server =
        OpenSshServer.start(
            Files.createDirectories(folder.resolve("one")), Map.of(), List.of("MaxSessions 1"));
    open.add(server);
    SshConnection connection = connection(server.device("board"), new TestUser(true, "", ""));
    try (DeviceShell shell = RemoteShell.open(connection, 80, 24)) {
      assertThatThrownBy(() -> run(connection, "true"))
          .isInstanceOfSatisfying(
              TargetException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(Problem.BUSY);
                assertThat(e.remedy()).contains("MaxSessions");
              });
      assertThat(connection.connected()).as("the shell goes on").isTrue();
    }
    await().ignoreExceptions().until(() -> run(connection, "true").startsWith("0"));
  }

  @Test
  void refusesAnUnconfirmedHostKey() throws Exception {
    SshServer server = any();
    assertProblem(
        Problem.HOST_KEY_UNKNOWN,
        connection(server.device("board"), new TestUser(false, "", "")),
        server.fingerprint());
    assertThat(confirmed).isEmpty();
  }

  @Test
  void refusesAChangedHostKeyWhateverTheUserWouldSay() throws Exception {
    SshServer server = any();
    Device known = server.device("board").withHostKey(server.fingerprint());
    server.changeHostKey();
    TestUser user = typing(MinaSshServer.PASSWORD);
    assertProblem(Problem.HOST_KEY_CHANGED, connection(known, user), "has changed");
    assertThat(user.asked()).isEmpty();
  }

  @Test
  void takesAKeyTheUsersKnownHostsVouchFor() throws Exception {
    OpenSshServer server = openSsh();
    String key = Files.readString(folder.resolve("openssh/host_key.pub"));
    Path known = ssh.resolve("known_hosts");
    String line = "[127.0.0.1]:" + server.port() + " " + key;
    Files.writeString(known, line);
    TestUser user = new TestUser(false, "", "");
    connection(server.device("board"), user).connect();
    assertThat(user.asked()).isEmpty();
    assertThat(known).hasContent(line);

    server.changeHostKey();
    assertProblem(
        Problem.HOST_KEY_CHANGED, connection(server.device("board"), user), "known_hosts");
  }

  @Test
  void saysThatThePasswordIsWrongAndForgetsIt() throws Exception {
    MinaSshServer server = mina(true);
    TestUser user = typing("wrong");
    SshConnection connection = connection(server.device("board"), user);
    assertProblem(Problem.AUTHENTICATION, connection, "did not accept the password");
    assertProblem(Problem.AUTHENTICATION, connection, "did not accept the password");
    assertThat(user.asked()).filteredOn("password"::equals).hasSize(2);
    assertProblem(
        Problem.AUTHENTICATION,
        connection(server.device("board"), TestUser.accepting()),
        "No password was given");
  }

  @Test
  void asksForAPasswordOnceForAllItsConnections() throws Exception {
    MinaSshServer server = mina(true);
    TestUser user = typing(MinaSshServer.PASSWORD);
    SshConnection connection = connection(server.device("board"), user);
    connection.connect();
    server.cutConnections();
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !connection.connected());
    assertThat(run(connection, "echo back")).isEqualTo("0 back");
    assertThat(user.asked()).filteredOn("password"::equals).hasSize(1);
  }

  @Test
  void opensAKeyWithItsPassphrase() throws Exception {
    OpenSshServer server = openSsh();
    Path locked = folder.resolve("locked");
    OpenSshServer.keygen(locked, "open sesame");
    Files.copy(
        folder.resolve("locked.pub"),
        folder.resolve("openssh/authorized_keys"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Device device = with(server.device("board"), new Device.Authentication.KeyFile(locked));
    assertProblem(
        Problem.AUTHENTICATION,
        connection(device, new TestUser(true, "", "wrong")),
        "passphrase does not open");
    assertThat(run(connection(device, new TestUser(true, "", "open sesame")), "echo in"))
        .isEqualTo("0 in");
    assertProblem(
        Problem.AUTHENTICATION,
        connection(server.device("board"), TestUser.accepting()),
        "did not accept the key");
  }

  @Test
  void usesTheAgentAndDefaultKeys() throws Exception {
    OpenSshServer server = openSsh();
    Device device = with(server.device("board"), new Device.Authentication.Agent());
    assertProblem(
        Problem.AUTHENTICATION, connection(device, TestUser.accepting()), "there is none");

    Files.copy(server.userKey(), ssh.resolve("id_ed25519"));
    connection(device, TestUser.accepting()).connect();
    Files.delete(ssh.resolve("id_ed25519"));

    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/ssh-agent")), "skipped: ssh-agent is not installed");
    Path socket = folder.resolve("agent");
    Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
    open.add(agent::destroy);
    try (BufferedReader out = agent.inputReader()) {
      assertThat(out.readLine()).contains("SSH_AUTH_SOCK");
      ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", server.userKey().toString());
      add.environment().put("SSH_AUTH_SOCK", socket.toString());
      assertThat(add.start().waitFor()).isZero();
      connection(device, TestUser.accepting(), socket, Duration.ofSeconds(30)).connect();
    }
  }

  private static Device with(Device device, Device.Authentication authentication) {
    return new Device(
        device.name(), device.host(), device.port(), device.user(), authentication, "", List.of());
  }

  @Test
  void saysThatAHostDoesNotAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Device device =
          new Device(
              "silent",
              "127.0.0.1",
              silent.getLocalPort(),
              "me",
              new Device.Authentication.Password(),
              "",
              List.of());
      assertProblem(
          Problem.UNREACHABLE,
          connection(device, TestUser.accepting(), null, Duration.ofSeconds(1)),
          "did not answer within 1 seconds");
      int port = silent.getLocalPort();
      silent.close();
      assertProblem(
          Problem.UNREACHABLE, connection(device, TestUser.accepting()), "refused the connection");
      assertThat(port).isPositive();
    }
  }

  @Test
  void stopsConnectingWhenInterrupted() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Device device =
          new Device(
              "silent",
              "127.0.0.1",
              silent.getLocalPort(),
              "me",
              new Device.Authentication.Password(),
              "",
              List.of());
      SshConnection connection =
          connection(device, TestUser.accepting(), null, Duration.ofMinutes(10));
      CompletableFuture<Problem> ended = new CompletableFuture<>();
      CountDownLatch begun = new CountDownLatch(1);
      Thread thread =
          Thread.ofVirtual()
              .start(() -> {
                begun.countDown();
                try {
                  connection.connect();
                } catch (TargetException e) {
                  ended.complete(e.problem());
                }
              });
      begun.await();
      silent.accept().getInputStream().read();
      thread.interrupt();
      assertThat(ended.join()).isEqualTo(Problem.CANCELLED);
    }
  }

  @Test
  void uploadsWithAndWithoutSftp() throws Exception {
    byte[] content = new byte[300_000];
    new java.util.Random(7).nextBytes(content);
    Path file = Files.write(folder.resolve("file"), content);
    for (boolean sftp : new boolean[] {true, false}) {
      Path remote = folder.resolve("remote-" + sftp);
      try (MinaSshServer server =
          MinaSshServer.start(
              Files.createDirectories(folder.resolve("mina-" + sftp)), Map.of(), sftp)) {
        SshConnection connection =
            connection(server.device("board"), typing(MinaSshServer.PASSWORD));
        List<Long> sent = new java.util.concurrent.CopyOnWriteArrayList<>();
        connection.upload(file, remote.toString(), "cat > '" + remote + "'", sent::add);
        assertThat(remote).hasBinaryContent(content);
        assertThat(sent).isSorted().last().isEqualTo(300_000L);
      }
    }
  }
}
