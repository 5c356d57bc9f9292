package dev.continuum.targets.runner;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a process does that holds a guest, whatever executes it. */
public final class ChildProcess {
  private static final long PARENT_CHECK_MILLIS = 500;

  private ChildProcess() {}

  /**
   * Tells how a guest has ended.
   *
   * @param report where; null for standard error
   * @return the exit status for the process
   */
  public static int end(Outcome outcome, String report) {
    if (report != null) {
      try {
        outcome.write(Path.of(report));
      } catch (IOException e) {
        say("The report cannot be written: " + e);
      }
    } else if (!outcome.message.isEmpty()) {
      say(outcome.message);
    }
    return outcome.status;
  }

  /** Says something of the program itself, on standard error. */
  public static void say(String text) {
    write(FileDescriptor.err, text + System.lineSeparator());
  }

  /** Writes without a buffer: nothing of it may be lost when the process is halted. */
  public static void write(FileDescriptor where, String text) {
    // Not closed: the descriptor belongs to the process.
    FileOutputStream out = new FileOutputStream(where);
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Nobody reads the stream any more, and there is no other to say so on.
      return;
    }
  }

  /**
   * Ends this process when another one is gone, however that one ended.
   *
   * @param parent its process id, or 0 for none
   * @param report the report's file, which nobody would take away; may be null
   */
  public static void watchParent(long parent, String report) {
    if (parent == 0) {
      return;
    }
    Thread watch =
        new Thread(
            () -> {
              Optional<ProcessHandle> handle = ProcessHandle.of(parent);
              try {
                while (handle.isPresent() && handle.get().isAlive()) {
                  Thread.sleep(PARENT_CHECK_MILLIS);
                }
              } catch (InterruptedException e) {
                return; // Nobody interrupts it; if somebody does, the watch is over.
              }
              if (report != null) {
                discard(Path.of(report));
              }
              Runtime.getRuntime().halt(137);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Nobody is left to read the report, nor to take away the folder made for it. */
  private static void discard(Path report) {
    try {
      Files.deleteIfExists(report);
      Files.deleteIfExists(report.toAbsolutePath().getParent());
    } catch (IOException e) {
      return; // The folder holds something else, or is not ours: it stays.
    }
  }

  /** When memory runs out, Linux shall end the guest and not something of the user's. */
  public static void offerToBeKilledFirst() {
    Path score = Path.of("/proc/self/oom_score_adj");
    try {
      if (Files.isWritable(score)) {
        Files.write(score, "1000".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      return; // A kindness to the rest of the machine; the run does not depend on it.
    }
  }
}
