package dev.continuum.targets.target;

import java.util.List;
import java.util.Optional;

/**
 * Whether a module can run on a device, found before anything is sent.
 *
 * @param problems what stands against it whatever runtime runs it, whole sentences
 * @param runtimes each runtime of the device, the preferred one first
 * @param havers who has what the device's runtimes lack, whole sentences
 * @param remedies what would help, best first; empty when it fits
 */
public record FitReport(
    List<String> problems, List<RuntimeFit> runtimes, List<String> havers, List<Remedy> remedies) {
  /**
   * Whether one runtime can run it.
   *
   * @param title what the user reads for the runtime, with its version
   * @param objections why it cannot, whole sentences; empty when it can
   */
  public record RuntimeFit(Probe.Runtime runtime, String title, List<String> objections) {
    /** Copies the list. */
    public RuntimeFit {
      objections = List.copyOf(objections);
    }

    /** Whether it can. */
    public boolean fits() {
      return objections.isEmpty();
    }
  }

  /** Copies the lists. */
  public FitReport {
    problems = List.copyOf(problems);
    runtimes = List.copyOf(runtimes);
    havers = List.copyOf(havers);
    remedies = List.copyOf(remedies);
  }

  /** What would run it; empty when nothing can. */
  public Optional<RuntimeFit> chosen() {
    return problems.isEmpty()
        ? runtimes.stream().filter(RuntimeFit::fits).findFirst()
        : Optional.empty();
  }

  /** Whether it can run there. */
  public boolean fits() {
    return chosen().isPresent();
  }
}
