package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.BusyBoxDevice;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power of a device with nothing but BusyBox goes at each step of a deployment in turn: every
 * process ends at once, and {@code /tmp} is empty afterwards. What runs then, without anybody's
 * help, is the old release or the new one, whole.
 */
class RebootFaultTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static @Nullable BusyBoxDevice made;
  private static @Nullable SshDevices devices;
  private static int modules;
  private BusyBoxDevice server;
  private DeviceTarget target;

  @BeforeAll
  static void startDevice() throws Exception {
    String lacking = BusyBoxDevice.lacking();
    assumeTrue(lacking.isEmpty(), "skipped: " + lacking);
    BusyBoxDevice started =
        BusyBoxDevice.start(Files.createDirectory(folder.resolve("device")), List.of());
    made = started;
    // What it runs does not matter here, so that is as light as can be.
    Path node = started.root().resolve("usr/bin/node");
    Files.writeString(
        node, "#!/bin/sh\ncase $1 in --version) echo v20.0.0 ;; *) exec sleep 1000000 ;; esac\n");
    assertThat(node.toFile().setExecutable(true)).isTrue();
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(started.device("board"));
    devices =
        LightDevices.of(
            registry,
            new TestUser(true, "", ""),
            folder,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
  }

  @AfterAll
  static void stopDevice() {
    if (devices != null) {
      devices.close();
    }
    if (made != null) {
      made.close();
    }
  }

  private AppStatus deploy(String app, boolean atBoot, DeployListener listener) throws Exception {
    Path module =
        DeviceApps.service(
            Files.createTempDirectory(folder, "module"), "app", "module " + modules++);
    DeployOptions usual = DeployOptions.USUAL;
    return target.deploy(
        new RunConfiguration(app, module, List.of(), Map.of(), List.of(), Optional.empty()),
        new DeployOptions(
            new HealthCheck.Alive(Duration.ofMillis(300)),
            usual.restart(),
            usual.limits(),
            usual.grace(),
            atBoot,
            usual.every(),
            usual.runtime(),
            usual.keep()),
        listener);
  }

  private DeployListener powerOffAt(DeployListener.Step fault) {
    return new DeployListener() {
      @Override
      public void started(Step step) {
        if (step == fault) {
          server.powerOff();
        }
      }

      @Override
      public void progress(Step step, long bytes, long total) {}

      @Override
      public void finished(Step step, String detail) {}
    };
  }

  private void assertWhole(AppStatus old, AppStatus after) throws IOException {
    if (after.release() == old.release()) {
      assertThat(after.digest()).isEqualTo(old.digest());
    } else {
      assertThat(after.digest()).isNotEmpty().isNotEqualTo(old.digest());
    }
    Path app = server.home().resolve(".continuum/apps/app");
    assertThat(app.resolve("switching")).doesNotExist();
    try (var releases = Files.newDirectoryStream(app.resolve("releases"), "[0-9]*")) {
      for (Path release : releases) {
        assertThat(release.resolve("run")).isNotEmptyFile();
        assertThat(release.resolve("release.json")).isNotEmptyFile();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAppThatStartsAtBootIsBackByItself(DeployListener.Step step) throws Exception {
    server = Objects.requireNonNull(made);
    target = Objects.requireNonNull(devices).target("board");
    deploy("other", true, DeployListener.NONE);
    AppStatus old = deploy("app", true, DeployListener.NONE);
    assertCut(() -> deploy("app", true, powerOffAt(step)));
    server.powerOn();
    server.boot();

    List<AppStatus> after =
        await()
            .atMost(PATIENT)
            .until(
                () -> target.apps(),
                apps -> apps.stream().allMatch(app -> app.state() == AppStatus.State.RUNNING));
    assertThat(after).extracting(AppStatus::app).containsExactly("app", "other");
    assertWhole(old, after.getFirst());
    if (step.compareTo(DeployListener.Step.SWITCH) < 0) {
      assertThat(after.getFirst().release()).as("untouched").isEqualTo(old.release());
    }
    assertThat(deploy("app", true, DeployListener.NONE).state()).isEqualTo(AppStatus.State.RUNNING);
  }

  /** One that does not start at boot is as any that was switched off, unless it was switching. */
  @ParameterizedTest
  @EnumSource(names = {"UPLOAD", "HEALTH"})
  void anAppThatDoesNotStartAtBootIsWhole(DeployListener.Step step) throws Exception {
    server = Objects.requireNonNull(made);
    target = Objects.requireNonNull(devices).target("board");
    AppStatus old = deploy("app", false, DeployListener.NONE);
    assertCut(() -> deploy("app", false, powerOffAt(step)));
    server.powerOn();

    AppStatus after = target.status("app");
    assertWhole(old, after);
    assertThat(after.state())
        .isEqualTo(
            step == DeployListener.Step.UPLOAD ? AppStatus.State.EXITED : AppStatus.State.RUNNING);
    assertThat(target.start("app").state()).isEqualTo(AppStatus.State.RUNNING);
    assertThat(deploy("app", false, DeployListener.NONE).state())
        .isEqualTo(AppStatus.State.RUNNING);
  }

  private static void assertCut(ThrowingCallable deployment) {
    TargetException failure = catchThrowableOfType(TargetException.class, deployment);
    assertThat(failure).isNotNull();
    assertThat(failure.problem())
        .as(failure.getMessage())
        .isEqualTo(TargetException.Problem.UNREACHABLE);
    assertThat(failure.getMessage()).contains("board");
    assertThat(failure.remedy()).isNotEmpty();
  }
}
