package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogListener;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.BusyBoxDevice;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.TestUser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of a small device gets full while an app's log is written and followed. */
class LogFullDiskTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);
  private static final String MISSING = "Lines are missing here: the log could not be written.";

  @TempDir Path folder;
  private BusyBoxDevice server;
  private SshDevices devices;

  @AfterEach
  void stop() {
    if (devices != null) {
      devices.close();
      server.close();
    }
  }

  private DeviceTarget start() throws Exception {
    String lacking = BusyBoxDevice.lacking();
    assumeTrue(lacking.isEmpty(), "skipped: " + lacking);
    server =
        BusyBoxDevice.startSmall(
            Files.createDirectory(folder.resolve("device")), List.of(), 4L << 20);
    Path node = server.root().resolve("usr/bin/node");
    Files.writeString(
        node,
        "#!/bin/sh\n"
            + "[ \"$1\" != --version ] || { echo v20.0.0; exit; }\n"
            + "i=0\n"
            + "while :; do i=$((i + 1)); echo \"line $i.\"; [ $((i % 20)) != 0 ] || sleep 0.1;"
            + " done\n");
    assertThat(node.toFile().setExecutable(true)).isTrue();
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(server.device("board"));
    devices =
        LightDevices.of(
            registry,
            new TestUser(true, "", ""),
            folder,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
    return devices.target("board");
  }

  /** Writes until nothing more fits. */
  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space");
    }
  }

  private static int number(String text) {
    return Integer.parseInt(text.substring(5, text.length() - 1));
  }

  private static List<String> whole(List<String> lines) {
    return lines.stream().filter(line -> line.matches("line [0-9]+\\.")).toList();
  }

  @Test
  void theAppGoesOnAndSoDoesTheLogWhenThereIsRoom() throws Exception {
    DeviceTarget target = start();
    AppStatus before =
        target.deploy(
            RunConfiguration.of(DeviceApps.service(folder, "app", "app")), DeployListener.NONE);
    List<String> lines = new CopyOnWriteArrayList<>();
    try (AutoCloseable handle =
        target.followLog(
            "app",
            0,
            new LogListener() {
              @Override
              public void lines(List<LogLine> more) {
                more.forEach(line -> lines.add(line.text()));
              }

              @Override
              public void connection(boolean connected, String message) {
                lines.add(message);
              }

              @Override
              public void ended(String message) {}
            })) {
      Path filler = server.home().resolve("filler");
      fill(filler);
      Path segment = server.home().resolve(".continuum/apps/app/log/00000000000000000000");
      await().atMost(PATIENT).until(() -> Files.size(segment) % 4096 == 0);
      assertThat(target.status("app")).isEqualTo(before);
      Files.delete(filler);
      await().atMost(PATIENT).until(() -> lines.contains(MISSING));
      int then = number(whole(lines).getLast());
      await().atMost(PATIENT).until(() -> number(whole(lines).getLast()) > then + 100);
      assertThat(target.status("app")).isEqualTo(before);
      assertThat(handle).isNotNull();
    }
    int last = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("line ") && line.endsWith(".")) {
        assertThat(number(line)).isGreaterThan(last);
        assertThat(number(line) == last + 1 || lines.get(i - 1).equals(MISSING)).isTrue();
        last = number(line);
      } else if (line.startsWith("l") && !lines.get(i + 1).equals(MISSING)) {
        assertThat(lines.get(i + 1)).isEqualTo("The line before this is incomplete.");
      }
    }
  }
}
