package dev.continuum.targets.stepping;

import dev.continuum.targets.runner.ChildProcess;
import dev.continuum.targets.runner.Options;
import dev.continuum.targets.runner.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs one module on the stepping engine and ends with the guest's exit status, as the bundled
 * runner does on Wasmtime: see {@link Options#USAGE}. Standard input, output and error are the
 * guest's.
 *
 * <p>With {@code --record FILE} or {@code --profile FILE} in front of everything else something is
 * kept of the run, see {@link Keeping}. Such a process saves it when it is asked to end, by a
 * signal or by a file named {@value #END_FILE} beside the report.
 */
public final class SteppingMain {
  /** The name of the file that asks for an end. */
  public static final String END_FILE = "end";

  private static final long MILLIS_BETWEEN_LOOKS = 100;

  private SteppingMain() {}

  /** Runs one module and ends the process. */
  public static void main(String[] words) {
    Keeping keeping = words.length > 1 ? Keeping.of(words[0]).orElse(null) : null;
    Options options;
    try {
      options = Options.parse(keeping == null ? words : Arrays.copyOfRange(words, 2, words.length));
    } catch (IllegalArgumentException e) {
      ChildProcess.say(String.valueOf(e.getMessage()));
      Runtime.getRuntime().halt(1);
      return;
    }
    ChildProcess.watchParent(options.parent, options.report);
    ChildProcess.offerToBeKilledFirst();
    SteppingGuest guest =
        keeping == null
            ? new SteppingGuest(options)
            : new SteppingGuest(options, keeping, Path.of(words[1]));
    if (keeping != null) {
      watchForTheEnd(guest, options.report);
    }
    Runtime.getRuntime().halt(ChildProcess.end(run(guest), options.report));
  }

  private static Outcome run(SteppingGuest guest) {
    try {
      return guest.run();
    } catch (OutOfMemoryError e) {
      // What the guest had is free again.
      return Outcome.exhausted(
          "The module took more memory than it may have here: "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB for its memories, tables and objects together.");
    } catch (RuntimeException | Error e) {
      return Outcome.failed("The stepping engine failed: " + e);
    }
  }

  /** Has the guest end when somebody wants it to; then {@link #main} saves, and halts. */
  private static void watchForTheEnd(SteppingGuest guest, @Nullable String report) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> keepEnding(guest), "end-by-signal"));
    if (report == null) {
      return;
    }
    Path file = Path.of(report).resolveSibling(END_FILE);
    Thread watch =
        new Thread(
            () -> {
              while (!Files.exists(file)) {
                if (!pause()) {
                  return;
                }
              }
              keepEnding(guest);
            },
            "end-by-file");
    watch.setDaemon(true);
    watch.start();
  }

  private static void keepEnding(SteppingGuest guest) {
    do {
      guest.end();
    } while (pause());
  }

  private static boolean pause() {
    try {
      Thread.sleep(MILLIS_BETWEEN_LOOKS);
      return true;
    } catch (InterruptedException e) {
      return false; // Nobody interrupts these threads; if somebody does, they are over.
    }
  }
}
