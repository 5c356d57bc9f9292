package dev.continuum.targets.target.run;

import java.time.Duration;

/**
 * How a run on this computer ended.
 *
 * @param kind what ended it
 * @param status the exit status, as a shell would see it: the guest's own for {@code EXITED} (0 to
 *     255), 134 for a trap, 1 for what never started, 137 when stopped
 * @param message one or more sentences: empty for {@code EXITED}, the trap with its back trace for
 *     {@code TRAPPED}, why it could not start for {@code FAILED}
 * @param elapsed from the first guest instruction to the end; zero when none was executed
 */
public record Exit(Kind kind, int status, String message, Duration elapsed) {
  /** What ended a run. */
  public enum Kind {
    /** The guest returned or called {@code proc_exit}. */
    EXITED,
    /** The guest trapped. */
    TRAPPED,
    /** The user stopped it. */
    STOPPED,
    /** It never started: malformed, invalid, an import nobody provides, no such export. */
    FAILED,
    /** The runner process died under it: killed from outside, or out of memory. */
    DIED
  }
}
