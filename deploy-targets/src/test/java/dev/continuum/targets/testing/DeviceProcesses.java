package dev.continuum.targets.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Ends what was deployed below a test's home folder. */
final class DeviceProcesses {
  private DeviceProcesses() {}

  static void end(Path home) throws IOException {
    Path apps = home.resolve(".continuum/apps");
    if (!Files.isDirectory(apps)) {
      return;
    }
    List<Path> folders;
    try (var children = Files.list(apps)) {
      folders = children.toList();
    }
    for (Path folder : folders) {
      Path state = folder.resolve("state");
      if (Files.exists(state)
          && Files.readAllLines(state).stream()
              .anyMatch(l -> l.matches("state (running|waiting)"))) {
        for (String line : Files.readAllLines(state)) {
          if (line.matches("(pid|supervisor) [0-9]+")) {
            long id = Long.parseLong(line.substring(line.indexOf(' ') + 1));
            ProcessHandle.of(id).ifPresent(DeviceProcesses::endTree);
          }
        }
      }
    }
  }

  private static void endTree(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
