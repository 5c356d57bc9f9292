package dev.continuum.targets.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The child processes that guests live in: started with a bound on their memory, and ended with
 * this program. (The runner also watches this program, for when it has no time to end its
 * children.)
 */
final class GuestProcesses {
  /** How long a process that was asked to end may take to save what it has recorded. */
  static final int SECONDS_TO_SAVE = 30;

  /** With how each is asked to end; those that are not asked are killed. */
  private static final Map<Process, Optional<Asking>> LIVING = new ConcurrentHashMap<>();

  private static final Path SHELL = Path.of("/bin/sh");
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+([0-9]+) kB$");

  /** More than the 4 GiB a guest's memory can have, and room for Java and for compiling. */
  private static final long MOST_KIBIBYTES = 6L << 20;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(GuestProcesses::endAll, "end-guest-processes"));
  }

  private GuestProcesses() {}

  /** Asks a process to end. */
  @FunctionalInterface
  interface Asking {
    void ask() throws IOException;
  }

  /**
   * Starts a process.
   *
   * @param asking how it is asked to end before it is killed; empty: it is not asked
   */
  static Process start(ProcessBuilder builder, Optional<Asking> asking) throws IOException {
    Process process = builder.start();
    LIVING.put(process, asking);
    process.onExit().thenAccept(LIVING::remove);
    return process;
  }

  /** Asks it to end if it can be asked, and kills it otherwise, or when it takes too long. */
  static void end(Process process, Optional<Asking> asking) {
    if (!asked(asking)) {
      kill(process);
      return;
    }
    CompletableFuture.delayedExecutor(SECONDS_TO_SAVE, TimeUnit.SECONDS)
        .execute(() -> kill(process));
  }

  private static boolean asked(Optional<Asking> asking) {
    if (asking.isEmpty()) {
      return false;
    }
    try {
      asking.get().ask();
      return true;
    } catch (IOException e) {
      return false; // Without the folder it looks into it cannot be asked.
    }
  }

  /** This program ends. */
  private static void endAll() {
    Map<Process, Optional<Asking>> left = Map.copyOf(LIVING);
    List<Process> saving = new ArrayList<>();
    left.forEach((process, asking) -> {
      if (asked(asking)) {
        saving.add(process);
      } else {
        kill(process);
      }
    });
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_SAVE);
    try {
      for (Process process : saving) {
        if (!process.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          kill(process);
        }
      }
    } catch (InterruptedException e) {
      saving.forEach(GuestProcesses::kill);
    }
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
