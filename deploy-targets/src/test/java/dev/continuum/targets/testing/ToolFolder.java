package dev.continuum.targets.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A folder to be a device's whole {@code PATH}: small scripts that call this computer's tools, or
 * BusyBox's, but not those a test wants missing.
 */
public final class ToolFolder {
  private static final Path BUSYBOX = Path.of("/usr/bin/busybox");
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "busybox",
          "cat",
          "chmod",
          "cp",
          "cut",
          "date",
          "dd",
          "df",
          "env",
          "find",
          "getconf",
          "grep",
          "head",
          "id",
          "java",
          "ln",
          "ls",
          "mkdir",
          "mv",
          "node",
          "nohup",
          "nproc",
          "od",
          "openssl",
          "readlink",
          "rm",
          "sed",
          "seq",
          "setsid",
          "sh",
          "sha256sum",
          "shasum",
          "sleep",
          "sort",
          "tail",
          "tr",
          "uname",
          "wc");

  /** What would change the computer that runs the tests. */
  private static final Set<String> OF_THIS_COMPUTER = Set.of("crontab", "crond");

  private ToolFolder() {}

  /** This computer's tools that devices usually have, with a shell of that path. */
  public static void system(Path folder, Path shell, Set<String> missing) throws IOException {
    Files.createDirectories(folder);
    for (String tool : TOOLS) {
      Path found = tool.equals("sh") ? shell : find(tool);
      if (!missing.contains(tool) && found != null) {
        script(folder.resolve(tool), shell, "'" + found + "'");
      }
    }
  }

  /** BusyBox's applets. */
  public static void busybox(Path folder, Set<String> missing) throws IOException {
    Files.createDirectories(folder);
    Process list = new ProcessBuilder(BUSYBOX.toString(), "--list").start();
    for (String applet :
        new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
      if (!missing.contains(applet) && !OF_THIS_COMPUTER.contains(applet)) {
        script(folder.resolve(applet), BUSYBOX + " sh", BUSYBOX + " '" + applet + "'");
      }
    }
  }

  private static @org.jspecify.annotations.Nullable Path find(String tool) {
    for (String directory : System.getenv("PATH").split(":")) {
      Path path = Path.of(directory, tool);
      if (Files.isExecutable(path)) {
        return path;
      }
    }
    return null;
  }

  private static void script(Path file, Object shell, String command) throws IOException {
    Files.writeString(file, "#!" + shell + "\nexec " + command + " \"$@\"\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }
}
