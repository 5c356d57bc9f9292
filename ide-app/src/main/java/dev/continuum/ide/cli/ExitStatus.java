package dev.continuum.ide.cli;

/** Exit statuses of the program; {@code run} adds the guest's own. */
final class ExitStatus {
  static final int DONE = 0;

  /** The work failed. */
  static final int FAILED = 1;

  /** The call was wrong: an unknown command or option, a missing argument. */
  static final int WRONG_CALL = 2;

  /** Ended by Ctrl+C: 128 and the number of SIGINT. */
  static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
