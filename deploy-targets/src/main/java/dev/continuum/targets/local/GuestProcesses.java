package dev.continuum.targets.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The child processes that guests live in: started with a bound on their memory, and ended with
 * this program. (The runner also watches this program, for when it has no time to end its
 * children.)
 */
final class GuestProcesses {
  private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();
  private static final Path SHELL = Path.of("/bin/sh");
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+([0-9]+) kB$");

  /** More than the 4 GiB a guest's memory can have, and room for Java and for compiling. */
  private static final long MOST_KIBIBYTES = 6L << 20;

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> LIVING.forEach(GuestProcesses::kill), "end-guest-processes"));
  }

  private GuestProcesses() {}

  static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    LIVING.add(process);
    process.onExit().thenAccept(LIVING::remove);
    return process;
  }

  /** Ends a process and what it started, whatever they do. */
  static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Three quarters of this computer's memory, at most 6 GiB; unbounded where it is not known. */
  static long defaultMemory() {
    try {
      Matcher total = TOTAL.matcher(Files.readString(MEMORY));
      return total.find()
          ? Math.min(MOST_KIBIBYTES, Long.parseLong(total.group(1)) / 4 * 3) << 10
          : Long.MAX_VALUE;
    } catch (IOException e) {
      return Long.MAX_VALUE; // Not Linux: bounded() does nothing there anyway.
    }
  }

  /**
   * The command, on Linux under a bound on the memory it can write to. A guest that wants more is
   * told so by {@code memory.grow}. Elsewhere the only bound is the 4 GiB that WebAssembly itself
   * sets to a memory.
   */
  static List<String> bounded(List<String> command, long bytes) {
    if (!Files.isReadable(MEMORY) || !Files.isExecutable(SHELL)) {
      return command;
    }
    List<String> bounded = new ArrayList<>();
    bounded.add(SHELL.toString());
    bounded.add("-c");
    // A smaller bound that is already there stays: then ulimit fails, which is fine.
    bounded.add("ulimit -d \"$1\" 2>/dev/null; shift; exec \"$@\"");
    bounded.add("sh");
    bounded.add(Long.toString(bytes >> 10));
    bounded.addAll(command);
    return bounded;
  }
}
