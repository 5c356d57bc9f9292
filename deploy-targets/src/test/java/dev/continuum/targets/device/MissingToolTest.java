package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import dev.continuum.targets.testing.ToolFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A device loses its tools, one after the other, while an app runs there. Either a deployment works
 * all the same, or it says what is missing and the app goes on.
 */
class MissingToolTest {
  @TempDir Path folder;
  private Path bin;
  private OpenSshServer server;
  private SshDevices devices;
  private int modules;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: sshd is not installed");
    bin = folder.resolve("bin");
    ToolFolder.system(bin, Path.of("/bin/sh"), Set.of("java", "node", "busybox"));
    Path node = bin.resolve("node");
    Files.writeString(
        node,
        "#!/bin/sh\n"
            + "case $1 in --version) echo v20.0.0 ;; *) echo up; exec sleep 1000000 ;; esac\n");
    assertThat(node.toFile().setExecutable(true)).isTrue();
    server =
        OpenSshServer.start(
            Files.createDirectory(folder.resolve("server")),
            Map.of("PATH", bin.toString()),
            List.of());
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(server.device("board"));
    devices =
        LightDevices.of(
            registry,
            new TestUser(true, "", ""),
            folder,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
  }

  @AfterEach
  void stop() throws Exception {
    if (devices != null) {
      devices.target("board").stop("app");
      devices.close();
      server.close();
    }
  }

  private AppStatus deploy() throws Exception {
    Path module =
        DeviceApps.service(
            Files.createTempDirectory(folder, "module"), "app", "module " + modules++);
    return devices
        .target("board")
        .deploy(
            new RunConfiguration("app", module, List.of(), Map.of(), List.of(), Optional.empty()),
            DeployOptions.USUAL.withHealth(new HealthCheck.Says("^up$", Duration.ofMinutes(1))),
            DeployListener.NONE);
  }

  /** Takes tools from the device, and the connection that may know what it has. */
  private void take(List<String> tools) throws IOException {
    for (String tool : tools) {
      Files.move(bin.resolve(tool), folder.resolve(tool));
    }
    devices.disconnect("board");
  }

  private void giveBack(List<String> tools) throws IOException {
    for (String tool : tools) {
      Files.move(folder.resolve(tool), bin.resolve(tool));
    }
    devices.disconnect("board");
  }

  @Test
  void whatNothingCanBeDoneWithoutIsSaid() throws Exception {
    AppStatus old = deploy();
    for (String tool :
        List.of(
            ("cat chmod cp date grep ln mkdir mv readlink rm sed sleep sort tail wc").split(" "))) {
      take(List.of(tool));
      assertThatThrownBy(this::deploy)
          .isInstanceOfSatisfying(
              TargetException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(TargetException.Problem.MISSING_TOOL);
                assertThat(e.getMessage()).contains("board has no “" + tool + "”");
                assertThat(e.remedy()).isNotEmpty();
              });
      giveBack(List.of(tool));
    }
    assertThat(devices.target("board").status("app")).isEqualTo(old);
  }

  @Test
  void withoutAnythingThatDigestsNothingIsTouched() throws Exception {
    AppStatus old = deploy();
    List<String> tools = List.of("sha256sum", "openssl", "shasum");
    take(tools);
    assertThatThrownBy(this::deploy)
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(TargetException.Problem.MISSING_TOOL);
              assertThat(e.getMessage()).contains("board", "sha256sum, openssl and shasum");
            });
    giveBack(tools);
    assertThat(devices.target("board").status("app")).isEqualTo(old);
  }

  @Test
  void withoutTheAgentTheFirstToolMissingIsSaid() throws Exception {
    for (String tool : List.of("mkdir", "cat", "wc", "mv")) {
      take(List.of(tool));
      assertThatThrownBy(() -> devices.target("board").apps())
          .isInstanceOfSatisfying(
              TargetException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(TargetException.Problem.MISSING_TOOL);
                assertThat(e.getMessage()).contains("board has no “" + tool + "”");
              });
      giveBack(List.of(tool));
    }
    deploy();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha256sum",
        "sha256sum openssl",
        "awk",
        "setsid",
        "setsid nohup",
        "head dd",
        "df find ls",
        "id cut tr od env getconf nproc uname seq"
      })
  void withoutOthersItWorksAllTheSame(String missing) throws Exception {
    List<String> tools = List.of(missing.split(" "));
    AppStatus old = deploy();
    take(tools);
    AppStatus renewed = deploy();
    assertThat(renewed.state()).isEqualTo(AppStatus.State.RUNNING);
    assertThat(renewed.release()).isEqualTo(old.release() + 1);
    assertThat(renewed.digest()).isNotEmpty().isNotEqualTo(old.digest());
    DeviceTarget target = devices.target("board");
    assertThat(target.readLog("app", 0, 1000))
        .extracting(LogLine::text)
        .containsSubsequence("Release 1 started.", "up", "Release 2 started.", "up");
    target.stop("app");
    assertThat(target.status("app").state()).isEqualTo(AppStatus.State.STOPPED);
    giveBack(tools);
  }
}
