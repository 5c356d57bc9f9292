package dev.continuum.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.testing.FaultyProxy;
import dev.continuum.targets.testing.MinaSshServer;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices behind others, and devices known by a name of {@code ~/.ssh/config}. */
class JumpHostTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Path ssh;
  private DeviceRegistry registry;
  private OpenSshServer device;
  private OpenSshServer bastion;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: openssh-server is not installed");
    ssh = Files.createDirectory(folder.resolve("ssh"));
    registry = new DeviceRegistry(folder.resolve("devices.json"));
    device = server("device");
    bastion = server("bastion");
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private OpenSshServer server(String name, String... options) throws Exception {
    OpenSshServer made =
        OpenSshServer.start(
            Files.createDirectory(folder.resolve(name)), Map.of(), List.of(options));
    open.add(made);
    return made;
  }

  private void config(String... lines) throws Exception {
    Files.write(ssh.resolve("config"), List.of(lines));
  }

  private static String host(String name, OpenSshServer server) {
    return host(name, server, server.port());
  }

  private static String host(String name, OpenSshServer server, int port) {
    return "Host "
        + name
        + "\n  HostName 127.0.0.1\n  Port "
        + port
        + "\n  IdentityFile "
        + server.userKey();
  }

  private Device device(String host, int port, String jump) {
    return new Device(
        "board",
        host,
        port,
        System.getProperty("user.name"),
        new Device.Authentication.Agent(),
        "",
        List.of(),
        jump,
        "");
  }

  private final class Keeping implements SshConnection.Confirmation {
    @Override
    public void confirmed(Device confirmed) {}

    @Override
    public Optional<String> hostKeyOnTheWay(String host) throws TargetException {
      return registry.jumpHostKey(host);
    }

    @Override
    public void confirmedOnTheWay(String host, String fingerprint) throws TargetException {
      registry.keepJumpHostKey(host, fingerprint);
    }
  }

  private SshConnection connection(Device to, TestUser user, Duration alive) {
    SshConnection made =
        new SshConnection(
            to, user, new SshSettings(ssh, Optional.empty(), LONG, alive), new Keeping());
    open.add(made);
    return made;
  }

  private SshConnection connection(Device to, TestUser user) {
    return connection(to, user, Duration.ofSeconds(5));
  }

  private static String run(SshConnection connection, String command) throws TargetException {
    ExecResult result = connection.exec(command, new byte[0], LONG);
    return new String(result.output(), StandardCharsets.UTF_8).strip();
  }

  private static void assertProblem(Problem problem, SshConnection connection, String... words) {
    assertThatThrownBy(connection::connect)
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).as(e.getMessage()).isEqualTo(problem);
              assertThat(e.getMessage()).contains(words);
              assertThat(e.remedy()).endsWith(".");
            });
  }

  private static String in(OpenSshServer server) {
    return server.home().toString();
  }

  @Test
  void reachesAnAliasAsSshWould() throws Exception {
    config(host("edge", device), "  User " + System.getProperty("user.name"));
    TestUser user = TestUser.accepting();
    SshConnection connection = connection(device("edge", 22, ""), user);
    assertThat(run(connection, "echo $HOME")).isEqualTo(in(device));
    assertThat(connection.device().hostKey()).isEqualTo(device.fingerprint());
    assertThat(connection.device().host()).isEqualTo("edge");
    // A port in the record wins.
    assertProblem(
        Problem.HOST_KEY_CHANGED,
        connection(
            device("edge", bastion.port(), "").withHostKey(device.fingerprint()),
            TestUser.accepting()),
        "board");
  }

  @Test
  void jumpsAndAsksForEachKeyOnce() throws Exception {
    config(host("hop", bastion), host("edge", device), "ProxyJump hop");
    TestUser user = TestUser.accepting();
    SshConnection connection = connection(device("edge", 22, ""), user);
    assertThat(run(connection, "echo $HOME; echo $SSH_CONNECTION")).startsWith(in(device));
    assertThat(user.asked())
        .containsExactly("host key " + bastion.fingerprint(), "host key " + device.fingerprint());
    assertThat(registry.jumpHostKey("[127.0.0.1]:" + bastion.port()))
        .contains(bastion.fingerprint());

    TestUser later = new TestUser(false, "", "");
    assertThat(run(connection(connection.device(), later), "echo in")).isEqualTo("in");
    assertThat(later.asked()).isEmpty();

    // The record's way wins over the file's.
    TestUser direct = TestUser.accepting();
    connection(device("edge", 22, "none"), direct).connect();
    assertThat(direct.asked()).containsExactly("host key " + device.fingerprint());
  }

  @Test
  void jumpsOverSeveralInOrder() throws Exception {
    OpenSshServer second = server("second");
    OpenSshServer outer = server("outer");
    config(
        host("hop", bastion),
        "  ProxyJump outer",
        host("two", second),
        "  ProxyJump nowhere",
        host("outer", outer),
        host("edge", device));
    TestUser user = TestUser.accepting();
    SshConnection connection = connection(device("edge", 22, "hop,two"), user);
    assertThat(run(connection, "echo $HOME")).isEqualTo(in(device));
    assertThat(user.asked())
        .containsExactly(
            "host key " + outer.fingerprint(),
            "host key " + bastion.fingerprint(),
            "host key " + second.fingerprint(),
            "host key " + device.fingerprint());
  }

  @Test
  void movesMuchBothWays() throws Exception {
    config(host("hop", bastion), host("edge", device));
    SshConnection connection = connection(device("edge", 22, "hop"), TestUser.accepting());
    byte[] content = new byte[3_000_000];
    new java.util.Random(5).nextBytes(content);
    assertThat(connection.exec("cat", content, LONG).output()).isEqualTo(content);
    Path file = Files.write(folder.resolve("file"), content);
    Path remote = folder.resolve("remote");
    connection.upload(file, remote.toString(), "cat > '" + remote + "'", sent -> {});
    assertThat(remote).hasBinaryContent(content);
  }

  @Test
  void refusesAChangedKeyOfAHopAndNamesIt() throws Exception {
    config(host("hop", bastion), host("edge", device));
    Device to = device("edge", 22, "hop");
    connection(to, TestUser.accepting()).connect();
    bastion.changeHostKey();
    TestUser user = TestUser.accepting();
    assertProblem(
        Problem.HOST_KEY_CHANGED, connection(to, user), "jump host hop", "on the way to board");
    assertThat(user.asked()).isEmpty();
    assertThat(registry.jumpHostKey("[127.0.0.1]:" + bastion.port())).contains(confirmedBefore());
  }

  private String confirmedBefore() throws Exception {
    String file = Files.readString(folder.resolve("devices.jump-hosts.json"));
    return file.replaceAll("(?s).*\"(SHA256:[^\"]*)\".*", "$1");
  }

  @Test
  void saysWhichHopFailed() throws Exception {
    config(host("hop", bastion), host("edge", device), "Host gone\n  HostName 127.0.0.1\n  Port 1");
    assertProblem(
        Problem.HOST_KEY_UNKNOWN,
        connection(device("edge", 22, "hop"), new TestUser(false, "", "")),
        "the jump host hop");
    assertProblem(
        Problem.UNREACHABLE,
        connection(device("edge", 22, "gone"), TestUser.accepting()),
        "The jump host gone",
        "refused the connection");
    assertProblem(
        Problem.UNREACHABLE,
        connection(device("gone", 22, "hop"), TestUser.accepting()),
        "board (",
        "cannot be reached from the host before");
    config(host("hop", device, bastion.port()), host("edge", device));
    assertProblem(
        Problem.AUTHENTICATION,
        connection(device("edge", 22, "hop"), TestUser.accepting()),
        "The jump host hop",
        "accepted none");
    assertProblem(
        Problem.UNREACHABLE,
        connection(device("edge", 22, "a@b@:c"), TestUser.accepting()),
        "is not a host");
  }

  @Test
  void saysThatForwardingIsForbidden() throws Exception {
    OpenSshServer closed = server("closed", "AllowTcpForwarding no");
    config(host("hop", closed), host("edge", device));
    assertProblem(
        Problem.UNREACHABLE,
        connection(device("edge", 22, "hop"), TestUser.accepting()),
        "cannot be reached from the host before");
  }

  @Test
  void asksForTheHopsOwnPassword() throws Exception {
    MinaSshServer mina = MinaSshServer.start(Files.createDirectory(folder.resolve("mina")));
    open.add(mina);
    config(
        host("edge", device),
        "Host hop\n  HostName 127.0.0.1\n  User tester\n  Port " + mina.port());
    TestUser user = new TestUser(true, MinaSshServer.PASSWORD, "");
    SshConnection connection = connection(device("edge", 22, "hop"), user);
    assertThat(run(connection, "echo in")).isEqualTo("in");
    assertThat(user.asked()).filteredOn("password"::equals).hasSize(1);
    assertProblem(
        Problem.AUTHENTICATION,
        connection(device("edge", 22, "hop"), new TestUser(true, "wrong", "")),
        "The jump host hop",
        "did not accept the password");
  }

  @Test
  void refusesCommandsAndCircles() throws Exception {
    config("Host a\n  ProxyJump b\nHost b\n  ProxyJump a\nHost c\n  ProxyCommand nc %h %p");
    assertProblem(
        Problem.UNREACHABLE,
        connection(device("a", 22, ""), TestUser.accepting()),
        "through more than 8 jump hosts");
    assertProblem(
        Problem.UNREACHABLE, connection(device("c", 22, ""), TestUser.accepting()), "ProxyCommand");
  }

  @Test
  void aCutHopIsACutConnectionAndIsMadeAnew() throws Exception {
    FaultyProxy proxy = new FaultyProxy(bastion.port());
    open.add(proxy);
    config(host("hop", bastion, proxy.port()), host("edge", device));
    SshConnection connection = connection(device("edge", 22, "hop"), TestUser.accepting());
    connection.connect();
    proxy.cut();
    Awaitility.await().atMost(LONG).until(() -> !connection.connected());
    assertThat(run(connection, "echo back")).isEqualTo("back");
    bastion.cutConnections();
    Awaitility.await().atMost(LONG).until(() -> !connection.connected());
    assertThat(run(connection, "echo again")).isEqualTo("again");
    connection.close();
    Awaitility.await().atMost(LONG).until(() -> sessions(bastion) == 0);
  }

  private static long sessions(OpenSshServer server) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains("sshd"))
        .filter(p -> p.parent().map(ProcessHandle::pid).orElse(-1L) == server.pid())
        .count();
  }

  @Test
  void aSilentHopIsNoticed() throws Exception {
    FaultyProxy proxy = new FaultyProxy(bastion.port());
    open.add(proxy);
    config(host("hop", bastion, proxy.port()), host("edge", device));
    SshConnection connection =
        connection(device("edge", 22, "hop"), TestUser.accepting(), Duration.ofMillis(300));
    connection.connect();
    assertThatThrownBy(() ->
            connection.exec(
                "echo begun; exec sleep 600",
                new byte[0],
                (buffer, offset, length) -> proxy.stall(),
                Duration.ofMinutes(5)))
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).as(e.getMessage()).isEqualTo(Problem.UNREACHABLE);
              assertThat(e).hasMessageContaining("was cut");
            });
  }
}
