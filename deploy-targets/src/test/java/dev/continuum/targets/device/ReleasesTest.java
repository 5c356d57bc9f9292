package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.app.Limits;
import dev.continuum.targets.target.app.Release;
import dev.continuum.targets.target.app.RestartPolicy;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.BulkyModule;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app's releases on a real SSH server, from the first to the last. */
class ReleasesTest {
  private static final DeployOptions AT_ONCE =
      DeployOptions.USUAL.withHealth(new HealthCheck.Alive(Duration.ZERO));
  private static final Duration PATIENT = Duration.ofSeconds(60);

  @TempDir static Path cache;
  @TempDir Path folder;
  private OpenSshServer server;
  private SshDevices devices;
  private DeviceTarget target;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: sshd is not installed");
    server = OpenSshServer.start(Files.createDirectory(folder.resolve("server")));
    devices = devices();
    target = devices.target("board");
  }

  private SshDevices devices() throws TargetException {
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    if (registry.find("board").isEmpty()) {
      registry.add(server.device("board"));
    }
    return new SshDevices(
        registry,
        new TestUser(true, "", ""),
        cache,
        new SshSettings(folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
  }

  @AfterEach
  void stop() throws Exception {
    devices.close();
    server.close();
  }

  private static RunConfiguration app(Path module) {
    return new RunConfiguration("app", module, List.of(), Map.of(), List.of(), Optional.empty());
  }

  private AppStatus deploy(String line) throws Exception {
    return deploy(DeviceApps.service(folder, line, line), DeployListener.NONE);
  }

  private AppStatus deploy(Path module, DeployListener listener) throws TargetException {
    return target.deploy(app(module), AT_ONCE, listener);
  }

  private Path stored(String digest) {
    return server.home().resolve(".continuum/store").resolve(digest);
  }

  private static void assertProblem(Problem problem, Call call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).as(e.getMessage()).isEqualTo(problem);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  private interface Call {
    void run() throws Exception;
  }

  @Test
  void goesBackAndForth() throws Exception {
    AppStatus first = deploy("one");
    AppStatus second = deploy("two");
    deploy("three");

    AppStatus back = target.rollback("app", Optional.empty(), DeployListener.NONE);
    assertThat(back.release()).isEqualTo(2);
    assertThat(back.digest()).isEqualTo(second.digest());
    assertThat(back.state()).isEqualTo(AppStatus.State.RUNNING);
    Details details = new Details();
    assertThat(target.rollback("app", Optional.of(1), details).digest()).isEqualTo(first.digest());
    assertThat(details.heard)
        .containsExactly(
            "Connect",
            "Verify: SHA-256 read back from the device's disk",
            "Switch: Release 1",
            "Health: running");

    List<Release> releases = target.releases("app");
    assertThat(releases).extracting(Release::number).containsExactly(3, 2, 1);
    assertThat(releases).extracting(Release::current).containsExactly(false, false, true);
    assertThat(releases).extracting(Release::present).containsOnly(true);
    assertThat(releases)
        .extracting(Release::file)
        .containsExactly("three.wat", "two.wat", "one.wat");
    assertThat(releases.get(2).digest()).isEqualTo(first.digest());
    assertThat(releases.get(2).runtime()).isEqualTo("bundled");
    assertThat(releases.get(2).created()).isPresent();
    assertThat(releases.get(2).by()).isEqualTo(System.getProperty("user.name"));

    assertProblem(
        Problem.NOT_FOUND, () -> target.rollback("app", Optional.empty(), DeployListener.NONE));
    assertProblem(
        Problem.NOT_FOUND, () -> target.rollback("app", Optional.of(9), DeployListener.NONE));
    assertProblem(
        Problem.NOT_FOUND, () -> target.rollback("no", Optional.empty(), DeployListener.NONE));
  }

  @Test
  void prunesAllButThePinned() throws Exception {
    deploy("one");
    AppStatus second = deploy("two");
    deploy("three");
    target.pin("app", 1, true);
    assertThat(target.prune("app", 0)).containsExactly(2);
    assertThat(stored(second.digest())).doesNotExist();
    assertThat(target.releases("app")).extracting(Release::pinned).containsExactly(false, true);
    target.pin("app", 1, false);
    assertThat(target.prune("app", 1)).isEmpty();
    assertThat(deploy("four").release()).isEqualTo(4);
    assertProblem(Problem.NOT_FOUND, () -> target.pin("app", 2, true));
  }

  @Test
  void keepsWhatAReleaseWasToBe() throws Exception {
    DeployOptions options =
        new DeployOptions(
            new HealthCheck.Says("^(ready|bereit) *$", PATIENT),
            RestartPolicy.ON_FAILURE,
            new Limits(Optional.of(2L << 30), Optional.of(PATIENT), Optional.of(64)),
            Duration.ofSeconds(7),
            false,
            Optional.empty(),
            Optional.of("bundled"),
            3);
    target.deploy(app(DeviceApps.service(folder, "one", "one")), options, DeployListener.NONE);
    assertThat(target.options("app", 1)).isEqualTo(options);
    assertThat(server.home().resolve(".continuum/apps/app/releases/1/policy"))
        .hasContent(
            """
            restart on-failure
            grace 7
            boot no
            memory 2097152
            cpu 60
            files 64
            health says 60.00
            """);
    assertProblem(Problem.NOT_FOUND, () -> target.options("app", 2));
  }

  @Test
  void tellsWhyAReleaseWasNotWell() throws Exception {
    deploy("one");
    DeployOptions says = AT_ONCE.withHealth(new HealthCheck.Says("never", Duration.ofMillis(200)));
    Path module = DeviceApps.service(folder, "two", "two");
    assertThatThrownBy(() -> target.deploy(app(module), says, DeployListener.NONE))
        .hasMessageContaining("did not write the line that shows that it is well within 0.2 s")
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> assertThat(e.remedy()).startsWith("Release 1 is the current one again."));
    DeployOptions ends = AT_ONCE.withHealth(new HealthCheck.Ends(Duration.ofMillis(200)));
    assertThatThrownBy(() -> target.deploy(app(module), ends, DeployListener.NONE))
        .hasMessageContaining("did not end within 0.2 s");
    DeployOptions odd = AT_ONCE.withHealth(new HealthCheck.Says("a(b", Duration.ZERO));
    assertThatThrownBy(() -> target.deploy(app(module), odd, DeployListener.NONE))
        .hasMessageContaining("does not understand the line");
    assertThat(target.status("app").release()).isEqualTo(1);
    assertThat(target.status("app").state()).isEqualTo(AppStatus.State.RUNNING);
    assertThat(target.releases("app")).hasSize(1);
    assertThat(deploy("two").release()).isEqualTo(4);
  }

  @Test
  void doesNotGoToAReleaseWhoseModuleIsDamaged() throws Exception {
    AppStatus first = deploy("one");
    deploy("two");
    Files.writeString(stored(first.digest()), "damaged");
    assertProblem(
        Problem.DIGEST_MISMATCH, () -> target.rollback("app", Optional.of(1), DeployListener.NONE));
    Files.delete(stored(first.digest()));
    assertProblem(
        Problem.DIGEST_MISMATCH, () -> target.rollback("app", Optional.of(1), DeployListener.NONE));
    assertThat(target.releases("app").getLast().present()).isFalse();
    AppStatus now = target.status("app");
    assertThat(now.release()).isEqualTo(2);
    assertThat(now.state()).isEqualTo(AppStatus.State.RUNNING);
    // The module is still what a deployment can bring.
    assertThat(deploy("one").digest()).isEqualTo(first.digest());
    assertThat(stored(first.digest())).exists();
  }

  @Test
  void startsRestartsAndRemoves() throws Exception {
    AppStatus made = deploy("one");
    target.stop("app");
    assertThat(target.start("app").state()).isEqualTo(AppStatus.State.RUNNING);
    assertThat(target.restart("app").state()).isEqualTo(AppStatus.State.RUNNING);
    target.remove("app");
    assertThat(target.apps()).isEmpty();
    assertThat(stored(made.digest())).doesNotExist();
    assertThat(server.home().resolve(".continuum/apps/app")).doesNotExist();
    assertProblem(Problem.NOT_FOUND, () -> target.restart("app"));
    assertProblem(Problem.NOT_FOUND, () -> target.remove("app"));
  }

  @Test
  void sendsOfAChangedModuleWhatChanged() throws Exception {
    Path text = DeviceApps.service(folder, "text", "text");
    byte[] noise = BulkyModule.noise(1 << 20, 1);
    Path one = BulkyModule.of(text, folder, "one", noise);
    deploy(one, DeployListener.NONE);
    Details details = new Details();
    deploy(one, details);
    assertThat(details.heard).contains("Upload: already there");

    byte[] changed = new byte[noise.length + 1000];
    System.arraycopy(noise, 0, changed, 0, 400_000);
    Arrays.fill(changed, 400_000, 401_000, (byte) 7);
    System.arraycopy(noise, 400_000, changed, 401_000, noise.length - 400_000);
    changed[800_000] ^= 1;
    Path two = BulkyModule.of(text, folder, "two", changed);
    details.heard.clear();
    AppStatus status = deploy(two, details);
    assertThat(details.heard)
        .anyMatch(d -> d.matches("Upload: \\d{3,4} bytes of 1\\.0 MiB changed"));
    assertThat(Files.readAllBytes(stored(status.digest()))).isEqualTo(Files.readAllBytes(two));

    // What is there is damaged: nothing can be made of it, so the whole is sent.
    changed[5] ^= 1;
    Files.write(stored(status.digest()), new byte[] {1, 2, 3});
    Path three = BulkyModule.of(text, folder, "three", changed);
    details.heard.clear();
    assertThat(deploy(three, details).state()).isEqualTo(AppStatus.State.RUNNING);
    assertThat(details.heard).contains("Upload: 1.0 MiB");
  }

  @Test
  void ofDeploymentsAtOnceEachWinsOrIsRefused() throws Exception {
    deploy("one");
    List<SshDevices> others = new ArrayList<>();
    List<CompletableFuture<Object>> ends = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      SshDevices other = devices();
      others.add(other);
      DeviceTarget theirs = other.target("board");
      Path module = DeviceApps.service(folder, "line" + i, "line" + i);
      ends.add(
          CompletableFuture.supplyAsync(() -> {
            try {
              return theirs.deploy(app(module), AT_ONCE, DeployListener.NONE);
            } catch (TargetException e) {
              return e;
            }
          }));
    }
    int won = 0;
    for (CompletableFuture<Object> end : ends) {
      switch (end.join()) {
        case AppStatus status -> won++;
        case TargetException e -> assertThat(e.problem()).isEqualTo(Problem.BUSY);
        case Object other -> throw new AssertionError(other);
      }
    }
    others.forEach(SshDevices::close);
    List<Release> releases = target.releases("app");
    assertThat(won).isPositive();
    assertThat(releases).hasSize(1 + won);
    AppStatus now = target.status("app");
    assertThat(now.state()).isEqualTo(AppStatus.State.RUNNING);
    assertThat(releases.getFirst().digest()).isEqualTo(now.digest());
    try (var left = Files.list(server.home().resolve(".continuum/store"))) {
      assertThat(left.filter(file -> file.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  private static final class Details implements DeployListener {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void started(Step step) {
      // What a step did is told when it has ended.
    }

    @Override
    public void progress(Step step, long done, long total) {
      assertThat(done).isBetween(0L, total);
    }

    @Override
    public void finished(Step step, String detail) {
      heard.add(step == Step.CONNECT ? step.title() : step.title() + ": " + detail);
    }
  }
}
