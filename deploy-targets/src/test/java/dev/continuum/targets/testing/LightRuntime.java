package dev.continuum.targets.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder to be a device's whole {@code PATH}: links to this computer's tools, and a {@code node}
 * that costs next to nothing. It starts anything and sleeps, except on a device that has a file
 * {@code ~/broken}: there what is started ends with status 7. For tests and measurements of many
 * devices at once.
 */
public final class LightRuntime {
  private static final List<String> TOOLS =
      List.of(
          ("awk base64 basename cat chmod cmp cp cut date dd df dirname du env expr find getconf"
               + " grep head id kill ldd ln ls mkdir mkfifo mktemp mv nohup nproc od openssl printf"
               + " ps pwd readlink rm rmdir sed seq setsid sh sha256sum shasum sleep sort stat tail"
               + " tee timeout touch tr true uname uniq wc xargs")
              .split(" "));

  private LightRuntime() {}

  /** Makes the folder, which may serve any number of devices. */
  public static Path folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : TOOLS) {
      for (Path place : List.of(Path.of("/usr/bin", name), Path.of("/bin", name))) {
        Path link = folder.resolve(name);
        if (Files.exists(place) && !Files.exists(link)) {
          Files.createSymbolicLink(link, place);
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
