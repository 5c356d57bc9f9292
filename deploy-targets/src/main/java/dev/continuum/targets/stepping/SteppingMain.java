package dev.continuum.targets.stepping;

import dev.continuum.targets.runner.ChildProcess;
import dev.continuum.targets.runner.Options;
import dev.continuum.targets.runner.Outcome;

/**
 * Runs one module on the stepping engine and ends with the guest's exit status, as the bundled
 * runner does on Wasmtime: see {@link Options#USAGE}. Standard input, output and error are the
 * guest's.
 */
public final class SteppingMain {
  private SteppingMain() {}

  /** Runs one module and ends the process. */
  public static void main(String[] words) {
    Options options;
    try {
      options = Options.parse(words);
    } catch (IllegalArgumentException e) {
      ChildProcess.say(String.valueOf(e.getMessage()));
      Runtime.getRuntime().halt(1);
      return;
    }
    ChildProcess.watchParent(options.parent, options.report);
    ChildProcess.offerToBeKilledFirst();
    Runtime.getRuntime().halt(ChildProcess.end(run(options), options.report));
  }

  private static Outcome run(Options options) {
    try {
      return new SteppingGuest(options).run();
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
}
