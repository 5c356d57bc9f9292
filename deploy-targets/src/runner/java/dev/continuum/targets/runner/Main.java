package dev.continuum.targets.runner;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs one module under WASI preview 1 and ends with the guest's exit status: 134 when it trapped,
 * 1 when it could not start. See {@link Options#USAGE}. Standard input, output and error are the
 * guest's; what the runner itself has to say goes into the report when one is asked for, else to
 * standard error.
 */
public final class Main {
  /** Wasmtime runs the guest on this Java thread's stack, of which the guest may use a part. */
  private static final long STACK_BYTES = 8L << 20;

  private static final long PARENT_CHECK_MILLIS = 500;

  private Main() {}

  /** Runs one module and ends the process. */
  public static void main(String[] words) throws InterruptedException {
    // Wasmtime-Java logs over SLF4J, which would tell the guest's standard error that nobody logs.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Options options;
    try {
      options = Options.parse(words);
    } catch (IllegalArgumentException e) {
      say(e.getMessage());
      Runtime.getRuntime().halt(1);
      return;
    }
    watchParent(options.parent, options.report);
    Thread guest =
        new Thread(null, () -> Runtime.getRuntime().halt(run(options)), "guest", STACK_BYTES);
    guest.start();
    offerToBeKilledFirst();
    guest.join();
  }

  private static int run(Options options) {
    Outcome outcome;
    try {
      NativeLibrary.load(options.nativeLibrary);
      outcome = new Guest(options).run();
    } catch (IOException | ReflectiveOperationException | UnsatisfiedLinkError e) {
      outcome = Outcome.failed("Wasmtime cannot be loaded: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      outcome = Outcome.failed("The runner failed: " + e);
    }
    if (options.report != null) {
      try {
        outcome.write(Path.of(options.report));
      } catch (IOException e) {
        say("The report cannot be written: " + e);
      }
    } else if (!outcome.message.isEmpty()) {
      say(outcome.message);
    }
    return outcome.status;
  }

  private static void say(String text) {
    write(FileDescriptor.err, text + System.lineSeparator());
  }

  /** Writes without a buffer: nothing of it may be lost when the process is halted. */
  static void write(FileDescriptor where, String text) {
    // Not closed: the descriptor belongs to the process.
    FileOutputStream out = new FileOutputStream(where);
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Nobody reads the stream any more, and there is no other to say so on.
      return;
    }
  }

  /** Ends this process when another one is gone, however that one ended. */
  private static void watchParent(long parent, String report) {
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
  private static void offerToBeKilledFirst() {
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
