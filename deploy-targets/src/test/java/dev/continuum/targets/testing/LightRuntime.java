package dev.continuum.targets.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder to be a device's whole {@code PATH}: links to this computer's tools, and a {@code node}
 * that costs next to nothing. It starts anything and sleeps, except on a device that has a file
 * {@code ~/broken}: there what is started ends with status 7. For tests and measurements of many
 * devices at once.
 */
public final class LightRuntime {
  private static final List<Path> TOOLS = List.of(Path.of("/usr/bin"), Path.of("/bin"));

  private LightRuntime() {}

  /** Makes the folder, which may serve any number of devices. */
  public static Path folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path tools : TOOLS) {
      try (Stream<Path> all = Files.list(tools)) {
        for (Path tool : all.toList()) {
          String name = tool.getFileName().toString();
          Path link = folder.resolve(name);
          if (!name.equals("node") && !name.startsWith("java") && !Files.exists(link)) {
            Files.createSymbolicLink(link, tool);
          }
        }
      }
    }
    Path node = folder.resolve("node");
    Files.writeString(
        node,
        """
        #!/bin/sh
        case $1 in
          --version) echo v20.0.0 ;;
          *)
            [ ! -e "$HOME/broken" ] || { echo "no luck here" >&2; exit 7; }
            exec sleep 1000000
            ;;
        esac
        """);
    if (!node.toFile().setExecutable(true)) {
      throw new IOException(node + " cannot be made executable.");
    }
    return folder;
  }
}
