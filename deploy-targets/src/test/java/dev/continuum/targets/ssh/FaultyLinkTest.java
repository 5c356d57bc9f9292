package dev.continuum.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.testing.FaultyProxy;
import dev.continuum.targets.testing.MinaSshServer;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.SshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections over a link that stops forwarding, is cut, or leads nowhere. */
class FaultyLinkTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private SshServer server;
  private FaultyProxy proxy;

  @BeforeEach
  void start() throws Exception {
    server =
        OpenSshServer.available()
            ? OpenSshServer.start(Files.createDirectory(folder.resolve("server")))
            : MinaSshServer.start(Files.createDirectory(folder.resolve("server")));
    open.add(server);
    proxy = new FaultyProxy(server.port());
    open.add(proxy);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private SshConnection connection(Duration timeout, Duration alive) {
    Device to = server.device("board");
    SshConnection made =
        new SshConnection(
            new Device(
                to.name(), to.host(), proxy.port(), to.user(), to.authentication(), "", List.of()),
            new TestUser(true, MinaSshServer.PASSWORD, ""),
            new SshSettings(folder, Optional.empty(), timeout, alive),
            device -> {});
    open.add(made);
    return made;
  }

  private interface Work {
    void run() throws TargetException;
  }

  private static void assertCut(Work work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).as(e.getMessage()).isEqualTo(Problem.UNREACHABLE);
              assertThat(e).hasMessageContaining("was cut");
              assertThat(e.remedy()).isNotEmpty();
            });
  }

  @Test
  void noticesASilentPeerWhileACommandRuns() throws Exception {
    SshConnection connection = connection(Duration.ofSeconds(30), Duration.ofMillis(300));
    connection.connect();
    assertCut(() ->
        connection.exec(
            "echo begun; exec sleep 600",
            new byte[0],
            (buffer, offset, length) -> proxy.stall(),
            LONG));
    proxy.resume();
    assertThat(connection.exec("exit 3", new byte[0], LONG).status()).isEqualTo(3);
  }

  /** More than all buffers on the way hold, so that a write hangs: JSch alone waits for ever. */
  private Path big() throws Exception {
    Path file = folder.resolve("big");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position(64L << 20);
      channel.write(java.nio.ByteBuffer.wrap(new byte[1]));
    }
    return file;
  }

  @Test
  void noticesASilentPeerWhileItIsWrittenTo() throws Exception {
    SshConnection connection = connection(Duration.ofSeconds(30), Duration.ofMillis(300));
    Path remote = folder.resolve("remote");
    Path file = big();
    assertCut(() ->
        connection.upload(
            file,
            remote.toString(),
            "cat > '" + remote + "'",
            sent -> {
              if (sent > 1 << 20) {
                proxy.stall();
              }
            }));
  }

  @Test
  void noticesASilentPeerWhileACommandIsFed() throws Exception {
    SshConnection connection = connection(Duration.ofSeconds(30), Duration.ofMillis(300));
    byte[] input = new byte[32 << 20];
    assertCut(() -> connection.exec("cat", input, (buffer, offset, length) -> proxy.stall(), LONG));
  }

  @Test
  void aSlowLinkIsNoDeadOne() throws Exception {
    SshConnection connection = connection(Duration.ofSeconds(30), Duration.ofSeconds(1));
    connection.connect();
    proxy.throttle(60_000);
    byte[] input = new byte[240_000];
    assertThat(connection.exec("cat", input, LONG).output()).hasSize(240_000);
  }

  @Test
  void thoseWhoWaitForADeviceShareOneAttempt() throws Exception {
    proxy.stall();
    SshConnection connection = connection(Duration.ofSeconds(2), Duration.ofSeconds(5));
    List<CompletableFuture<Problem>> outcomes = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      CompletableFuture<Problem> outcome = new CompletableFuture<>();
      outcomes.add(outcome);
      Thread.ofVirtual()
          .start(() -> {
            begun.countDown();
            try {
              connection.connect();
              outcome.complete(null);
            } catch (TargetException e) {
              outcome.complete(e.problem());
            }
          });
    }
    begun.await();
    for (CompletableFuture<Problem> outcome : outcomes) {
      assertThat(outcome.join()).isEqualTo(Problem.UNREACHABLE);
    }
    assertThat(proxy.connections()).isLessThanOrEqualTo(2);
  }

  @Test
  void oneWhoGivesUpDoesNotEndItForTheOthers() throws Exception {
    proxy.stall();
    SshConnection connection = connection(Duration.ofMinutes(2), Duration.ofSeconds(5));
    List<CompletableFuture<Problem>> outcomes = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      CompletableFuture<Problem> outcome = new CompletableFuture<>();
      outcomes.add(outcome);
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try {
                  connection.connect();
                  outcome.complete(null);
                } catch (TargetException e) {
                  outcome.complete(e.problem());
                }
              }));
    }
    Awaitility.await()
        .until(() ->
            proxy.connections() == 1
                && threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
    threads.getFirst().interrupt();
    assertThat(outcomes.getFirst().join()).isEqualTo(Problem.CANCELLED);
    proxy.resume();
    assertThat(outcomes.getLast().join()).isNull();
    assertThat(connection.connected()).isTrue();
    assertThat(proxy.connections()).isLessThanOrEqualTo(2);
  }

  @Test
  void isMadeAnewAfterEachCut() throws Exception {
    SshConnection connection = connection(Duration.ofSeconds(30), Duration.ofSeconds(5));
    for (int i = 0; i < 5; i++) {
      assertThat(connection.exec("exit " + i, new byte[0], LONG).status()).isEqualTo(i);
      proxy.cut();
    }
  }
}
