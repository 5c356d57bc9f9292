package dev.continuum.ide;

import dev.continuum.ide.shell.WindowPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.ConsoleHandler;
import java.util.logging.Logger;

/**
 * Takes the times of one start of the window and logs them, on standard error too. All times are
 * milliseconds from the start of the process, which for a start by the launcher is the launcher's.
 */
final class StartClock {
  private static final Logger LOG = Logger.getLogger(StartClock.class.getName());

  private static final int MILLIS_PER_TICK = 10;

  private final Instant start = processStart();
  private long toolkit;
  private long built;
  private long drawn;

  /**
   * On Linux exact to 10 ms, from the kernel's own clock. What Java says of it is counted from the
   * moment the system booted, which it knows in whole seconds only: off by up to a second.
   */
  private static Instant processStart() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      // The name of the program, in parentheses, may hold anything.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long startedTicks = Long.parseLong(fields[19]);
      String uptimeSeconds = Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0];
      long millis = Math.round(Double.parseDouble(uptimeSeconds) * 1000);
      return Instant.now().minusMillis(millis - startedTicks * MILLIS_PER_TICK);
    } catch (IOException notLinux) {
      return ProcessHandle.current()
          .info()
          .startInstant()
          .orElseThrow(
              () -> new IllegalStateException("This system does not tell when a process started."));
    }
  }

  private long now() {
    return Duration.between(start, Instant.now()).toMillis();
  }

  void toolkitRuns() {
    toolkit = now();
  }

  void windowBuilt() {
    built = now();
  }

  void reached(WindowPhase phase) {
    if (phase == WindowPhase.DRAWN) {
      drawn = now();
      return;
    }
    long restored = now();
    // The root's console tells warnings only once the log file is there.
    ConsoleHandler console = new ConsoleHandler();
    LOG.addHandler(console);
    LOG.info(() ->
        "Window shown after "
            + drawn
            + " ms from the start of the process: JavaFX ran after "
            + toolkit
            + " ms, the window was built after "
            + built
            + " ms. Its files were open after "
            + restored
            + " ms.");
    console.flush();
  }
}
