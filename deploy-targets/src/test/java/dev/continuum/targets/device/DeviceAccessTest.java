package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.ExecResult;
import dev.continuum.targets.ssh.SshConnection;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceAccess;
import dev.continuum.targets.target.DeviceFiles;
import dev.continuum.targets.target.DeviceShell;
import dev.continuum.targets.target.ForwardSpec;
import dev.continuum.targets.target.PortForward;
import dev.continuum.targets.target.RemoteEntry;
import dev.continuum.targets.target.RemotePath;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.testing.MinaSshServer;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.SshServer;
import dev.continuum.targets.testing.TestUser;
import dev.continuum.targets.testing.ToolFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shell, files, ports and a restart, on OpenSSH's own server. */
@Timeout(120)
class DeviceAccessTest {
  private static final DeviceFiles.Progress QUIET = (done, total) -> {};

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Path tools;
  private SshServer server;
  private SshDevices devices;
  private DeviceAccess access;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: openssh-server is not installed");
    tools = folder.resolve("tools");
    ToolFolder.system(tools, Path.of("/bin/sh"), Set.of());
    use(
        OpenSshServer.start(
            Files.createDirectory(folder.resolve("server")),
            Map.of("PATH", tools.toString()),
            List.of()));
  }

  private void use(SshServer other) throws Exception {
    open.add(other);
    server = other;
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices" + open.size() + ".json"));
    registry.add(server.device("board"));
    devices =
        new SshDevices(
            registry, new TestUser(true, MinaSshServer.PASSWORD, ""), folder, settings());
    open.add(devices);
    access = devices.target("board").access();
  }

  private SshSettings settings() {
    return new SshSettings(folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  // ---- shell ----

  private static String readUntil(DeviceShell shell, String wanted) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[4096];
    while (text.indexOf(wanted) < 0) {
      int read = shell.read(buffer);
      if (read < 0) {
        throw new IOException("the shell ended after: " + text);
      }
      text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  private static void type(DeviceShell shell, String text) throws IOException {
    shell.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aShellHasATerminalOfItsOwn() throws Exception {
    try (DeviceShell shell = access.shell(91, 17)) {
      assertThat(shell.exitStatus()).isEmpty();
      type(shell, "PATH=/usr/bin:/bin; echo \"[$TERM] $(stty size) ü\"\n");
      readUntil(shell, "[xterm-256color] 17 91 ü");
      shell.resize(100, 40);
      type(shell, "echo now $(stty size)\n");
      readUntil(shell, "now 40 100");
      type(shell, "exit 7\n");
      byte[] rest = new byte[4096];
      while (shell.read(rest) >= 0) {
        assertThat(rest).isNotEmpty();
      }
      assertThat(shell.exitStatus()).hasValue(7);
      assertThatThrownBy(() -> type(shell, "more")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aShellNobodyReadsHoldsTheDeviceUpAndNothingElseAfterItIsClosed() throws Exception {
    DeviceShell shell = access.shell(80, 24);
    type(shell, "while :; do echo yes; done\n");
    readUntil(shell, "yes");
    shell.close();
    assertThat(access.files().home().text()).isNotEmpty();
  }

  @Test
  void aShellWhoseConnectionIsCutEndsWithoutAStatus() throws Exception {
    DeviceShell shell = access.shell(80, 24);
    type(shell, "echo here\n");
    readUntil(shell, "here");
    server.cutConnections();
    byte[] rest = new byte[4096];
    while (shell.read(rest) >= 0) {
      assertThat(rest).isNotEmpty();
    }
    assertThat(shell.exitStatus()).isEmpty();
    try (DeviceShell again = access.shell(80, 24)) {
      type(again, "echo back\n");
      readUntil(again, "back");
    }
  }

  // ---- files ----

  private RemotePath remote(Path path) {
    return RemotePath.of(path.toString());
  }

  private List<String> names(RemotePath path) throws TargetException {
    return access.files().list(path, 0).entries().stream()
        .map(e -> e.path().name())
        .sorted()
        .toList();
  }

  @Test
  void filesGoThereAndBack() throws Exception {
    DeviceFiles files = access.files();
    byte[] content = new byte[300_000];
    new java.util.Random(7).nextBytes(content);
    Path here = Files.write(folder.resolve("here.bin"), content);
    Path there = Files.createDirectory(folder.resolve("there"));
    List<Long> heard = new ArrayList<>();

    files.upload(here, remote(there).child("x.bin"), false, (done, total) -> heard.add(done));

    assertThat(there.resolve("x.bin")).hasBinaryContent(content);
    assertThat(Files.isExecutable(there.resolve("x.bin"))).isFalse();
    assertThat(heard).first().isEqualTo(0L);
    assertThat(heard).last().isEqualTo(300_000L);
    assertThat(names(remote(there))).containsExactly("x.bin");
    RemoteEntry entry = files.entry(remote(there).child("x.bin"));
    assertThat(entry.kind()).isEqualTo(RemoteEntry.Kind.FILE);
    assertThat(entry.size()).isEqualTo(300_000);
    assertThat(entry.modified().getEpochSecond())
        .isEqualTo(Files.getLastModifiedTime(there.resolve("x.bin")).toMillis() / 1000);
    assertThat(entry.mode()).startsWith("rw-");
    assertProblem(
        Problem.ALREADY_EXISTS,
        () -> files.upload(here, remote(there).child("x.bin"), false, QUIET));
    Files.writeString(here, "small");
    files.upload(here, remote(there).child("x.bin"), true, QUIET);
    assertThat(there.resolve("x.bin")).hasContent("small");

    Path back = folder.resolve("back.bin");
    files.download(remote(there).child("x.bin"), back, QUIET);
    assertThat(back).hasContent("small");
    try (var left = Files.list(folder)) {
      assertThat(left.map(p -> p.getFileName().toString())).noneMatch(n -> n.contains("part"));
    }
  }

  @Test
  void namesAreTakenByteForByte() throws Exception {
    DeviceFiles files = access.files();
    Path there = Files.createDirectory(folder.resolve("names"));
    Path here = Files.writeString(folder.resolve("here"), "content");
    List<String> names =
        List.of("a*b?[c]", "back\\slash", "new\nline", " lead", "-rf", "ünï…", "\u202ebidi", "~");
    for (String name : names) {
      files.upload(here, remote(there).child(name), false, QUIET);
      files.makeFolder(remote(there).child(name + "-dir"));
      files.rename(remote(there).child(name), remote(there).child(name + "-dir").child(name));
    }
    // Matches what a pattern would take with it.
    files.upload(here, remote(there).child("aXbYc"), false, QUIET);
    RemotePath odd = remote(there).childOfBytes("\u00ff\u00fe");
    files.upload(here, odd, false, QUIET);
    assertThat(odd.name()).isEqualTo("\\xff\\xfe");
    assertThat(files.list(remote(there), 0).entries())
        .extracting(RemoteEntry::path)
        .contains(odd, remote(there).child("new\nline-dir"));
    for (String name : names) {
      Path back = folder.resolve("back");
      files.download(remote(there).child(name + "-dir").child(name), back, QUIET);
      assertThat(back).hasContent("content");
      files.delete(remote(there).child(name + "-dir"));
    }
    files.delete(odd);
    assertThat(names(remote(there))).containsExactly("aXbYc");
  }

  @Test
  void deletingNeverFollowsALink() throws Exception {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    Files.writeString(kept.resolve("precious"), "p");
    Path doomed = Files.createDirectories(folder.resolve("doomed/deep/er"));
    Files.createSymbolicLink(doomed.resolve("link"), kept);
    Files.createSymbolicLink(folder.resolve("doomed/top"), kept);
    Files.writeString(doomed.resolve("file"), "f");

    access.files().delete(remote(folder.resolve("doomed")));

    assertThat(folder.resolve("doomed")).doesNotExist();
    assertThat(kept.resolve("precious")).exists();
    Path link = Files.createSymbolicLink(folder.resolve("link"), kept);
    assertThat(access.files().isFolder(remote(link))).isTrue();
    assertThat(access.files().entry(remote(link)).kind()).isEqualTo(RemoteEntry.Kind.LINK);
    assertThat(names(remote(link))).containsExactly("precious");
    access.files().delete(remote(link));
    assertThat(link).doesNotExist();
    assertThat(kept.resolve("precious")).exists();
    assertProblem(Problem.PROTOCOL, () -> access.files().delete(RemotePath.ROOT));
  }

  @Test
  void aHugeFolderComesInPages() throws Exception {
    Path huge = Files.createDirectory(folder.resolve("huge"));
    for (int i = 0; i < DeviceFiles.PAGE + 5; i++) {
      Files.createFile(huge.resolve("f" + i));
    }
    DeviceFiles.Page first = access.files().list(remote(huge), 0);
    DeviceFiles.Page second = access.files().list(remote(huge), DeviceFiles.PAGE);
    assertThat(first.entries()).hasSize(DeviceFiles.PAGE);
    assertThat(first.more()).isTrue();
    assertThat(second.entries()).hasSize(5);
    assertThat(second.more()).isFalse();
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    RemotePath nowhere = remote(folder.resolve("nowhere"));
    assertProblem(Problem.NOT_FOUND, () -> access.files().list(nowhere, 0));
    assertProblem(Problem.NOT_FOUND, () -> access.files().delete(nowhere));
    assertProblem(
        Problem.NOT_FOUND, () -> access.files().download(nowhere, folder.resolve("never"), QUIET));
    assertThat(folder.resolve("never")).doesNotExist();
    assertProblem(
        Problem.LOCAL_FILE,
        () -> access.files().upload(folder.resolve("never"), nowhere, false, QUIET));
  }

  @Test
  void aCancelledUploadLeavesNothing() throws Exception {
    Path here = folder.resolve("large");
    Files.write(here, new byte[40 << 20]);
    Path there = Files.createDirectory(folder.resolve("there"));
    CountDownLatch under = new CountDownLatch(1);
    AtomicReference<Thread> caller = new AtomicReference<>();
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              caller.set(Thread.currentThread());
              try {
                access
                    .files()
                    .upload(
                        here,
                        remote(there).child("large"),
                        false,
                        (done, total) -> {
                          if (done > 1 << 20) {
                            under.countDown();
                            caller.get().interrupt();
                          }
                        });
                outcome.complete(new AssertionError("it ended"));
              } catch (TargetException e) {
                outcome.complete(e);
              }
            });
    under.await();
    thread.join();
    assertThat(outcome.join())
        .isInstanceOfSatisfying(
            TargetException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CANCELLED));
    assertThat(there).isEmptyDirectory();
  }

  @Test
  void aDeviceWithoutSftpSaysSo() throws Exception {
    use(MinaSshServer.start(Files.createDirectory(folder.resolve("mina")), Map.of(), false));
    assertThatThrownBy(() -> access.files().home())
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.MISSING_TOOL);
              assertThat(e).hasMessageContaining("board has no SFTP");
              assertThat(e.remedy()).contains("openssh-sftp-server");
            });
  }

  // ---- ports ----

  /** Answers every line with itself in capitals. */
  private int echoServer() throws IOException {
    ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    open.add(listening);
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
              byte[] all = socket.getInputStream().readAllBytes();
              socket
                  .getOutputStream()
                  .write(
                      new String(all, StandardCharsets.UTF_8)
                          .toUpperCase(java.util.Locale.ROOT)
                          .getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
              continue;
            }
          }
        });
    return listening.getLocalPort();
  }

  private static String ask(int port, String text) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aPortLeadsThroughTheDeviceAlsoAfterACut() throws Exception {
    int port = echoServer();
    PortForward forward = access.forward(new ForwardSpec(0, "127.0.0.1", port));
    assertThat(forward.what().localPort()).isPositive();

    assertThat(ask(forward.what().localPort(), "hello")).isEqualTo("HELLO");
    await().until(() -> forward.traffic().open() == 0);
    assertThat(forward.traffic().total()).isEqualTo(1);
    assertThat(forward.traffic().sent()).isEqualTo(5);
    assertThat(forward.traffic().received()).isEqualTo(5);

    String large = "x".repeat(3_000_000);
    assertThat(ask(forward.what().localPort(), large)).isEqualTo("X".repeat(3_000_000));

    server.cutConnections();
    // What connects before the cut is noticed is cut with it.
    await().until(() -> ask(forward.what().localPort(), "again").equals("AGAIN"));

    assertProblem(
        Problem.BUSY,
        () -> access.forward(new ForwardSpec(forward.what().localPort(), "127.0.0.1", port)));
    forward.close();
    assertThat(forward.listening()).isFalse();
    assertThatThrownBy(() -> ask(forward.what().localPort(), "late"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aPortThatLeadsNowhereSaysSo() throws Exception {
    int unused;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unused = free.getLocalPort();
    }
    PortForward forward = access.forward(new ForwardSpec(0, "127.0.0.1", unused));
    assertThat(ask(forward.what().localPort(), "hello")).isEmpty();
    await().until(() -> forward.traffic().open() == 0);
    assertThat(forward.traffic().trouble()).startsWith("board cannot connect to 127.0.0.1:");
    devices.close();
    assertThat(forward.listening()).isFalse();
  }

  // ---- restarting ----

  private void tool(String name, String script) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Nothing but what a test put there may be found: never this computer's own. */
  private void assertOnlyFakes() throws Exception {
    try (SshConnection connection =
        new SshConnection(
            server.device("board"), new TestUser(true, "", ""), settings(), d -> {})) {
      ExecResult found =
          connection.exec(
              "command -v systemctl sudo reboot; true", new byte[0], Duration.ofSeconds(20));
      assertThat(new String(found.output(), StandardCharsets.UTF_8).lines())
          .allMatch(line -> line.startsWith(tools + "/"));
    }
  }

  @Test
  void restartsInTheFirstWayThatIsAllowedAndWaitsUntilItIsBack() throws Exception {
    Path boot = Files.writeString(folder.resolve("boot"), "one\n");
    tool("cat", "case $1 in /proc/*) set -- '" + boot + "' ;; esac; exec /bin/cat \"$@\"");
    tool("systemctl", "echo 'Interactive authentication required.' >&2; exit 1");
    tool("sudo", "printf '%s\\n' \"$*\" >'" + folder.resolve("told") + "'");
    assertOnlyFakes();

    String before = access.reboot();
    assertThat(before).isEqualTo("one");
    assertThat(folder.resolve("told")).hasContent("-n reboot\n");
    assertProblem(Problem.PROTOCOL, () -> access.awaitBack(before, Duration.ZERO));

    server.cutConnections();
    ((OpenSshServer) server).stop();
    assertProblem(Problem.UNREACHABLE, () -> access.awaitBack(before, Duration.ZERO));
    CompletableFuture<Boolean> back =
        CompletableFuture.supplyAsync(() -> {
          try {
            access.awaitBack(before, Duration.ofMinutes(1));
            return true;
          } catch (TargetException e) {
            throw new IllegalStateException(e);
          }
        });
    Files.writeString(boot, "two\n");
    ((OpenSshServer) server).resume();
    assertThat(back.get(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void saysWhenItMayNotRestart() throws Exception {
    tool("systemctl", "exit 1");
    tool("reboot", "printf 'reboot: must be\\tsuperuser\\033[31m.\\n' >&2; exit 1");
    assertOnlyFakes();
    assertThatThrownBy(() -> access.reboot())
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e)
                  .hasMessageContaining("may not restart board: reboot: must be superuser");
              assertThat(e.getMessage()).doesNotContain("\033");
              assertThat(e.remedy()).contains("sudo");
            });
    Files.delete(tools.resolve("systemctl"));
    Files.delete(tools.resolve("reboot"));
    assertThatThrownBy(() -> access.reboot())
        .hasMessageContaining("may not restart board: there is no command for it.");
  }

  private interface Doing {
    void run() throws Exception;
  }

  private static void assertProblem(Problem problem, Doing doing) {
    assertThatThrownBy(doing::run)
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).as(e.getMessage()).isEqualTo(problem);
              assertThat(e.remedy()).endsWith(".");
            });
  }
}
