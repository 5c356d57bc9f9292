package dev.continuum.targets.stepping;

import java.util.Arrays;
import java.util.Optional;

/** What may be kept of a run on the stepping engine. */
public enum Keeping {
  /** Its history, for the debugger. */
  RECORDING("--record", "recorded"),

  /** What it has spent its instructions on, in a format that the file's name tells. */
  PROFILE("--profile", "profiled");

  private final String option;
  private final String kept;

  Keeping(String option, String kept) {
    this.option = option;
    this.kept = kept;
  }

  /** The option of {@link SteppingMain}, which the file follows. */
  public String option() {
    return option;
  }

  /** The key in the report for how many bytes the file has; also, what became of the run. */
  public String kept() {
    return kept;
  }

  /** The key in the report for why there is no file. */
  public String lost() {
    return "un" + kept;
  }

  static Optional<Keeping> of(String option) {
    return Arrays.stream(values()).filter(each -> each.option.equals(option)).findFirst();
  }
}
