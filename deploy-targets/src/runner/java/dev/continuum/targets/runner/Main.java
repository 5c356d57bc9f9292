package dev.continuum.targets.runner;

import java.io.IOException;

/**
 * Runs one module under WASI preview 1 and ends with the guest's exit status: 134 when it trapped,
 * 1 when it could not start. See {@link Options#USAGE}. Standard input, output and error are the
 * guest's; what the runner itself has to say goes into the report when one is asked for, else to
 * standard error.
 */
public final class Main {
  /** Wasmtime runs the guest on this Java thread's stack, of which the guest may use a part. */
  private static final long STACK_BYTES = 8L << 20;

  private Main() {}

  /** Runs one module and ends the process. */
  public static void main(String[] words) throws InterruptedException {
    // Wasmtime-Java logs over SLF4J, which would tell the guest's standard error that nobody logs.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Options options;
    try {
      options = Options.parse(words);
    } catch (IllegalArgumentException e) {
      ChildProcess.say(e.getMessage());
      Runtime.getRuntime().halt(1);
      return;
    }
    ChildProcess.watchParent(options.parent, options.report);
    Thread guest =
        new Thread(null, () -> Runtime.getRuntime().halt(run(options)), "guest", STACK_BYTES);
    guest.start();
    ChildProcess.offerToBeKilledFirst();
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
    return ChildProcess.end(outcome, options.report);
  }
}
