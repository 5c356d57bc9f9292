package dev.continuum.ide.cli.command;

/** Exit statuses of the program; {@code run} adds the guest's own. */
public final class ExitStatus {
  public static final int DONE = 0;

  /** The work failed. */
  public static final int FAILED = 1;

  /** The call was wrong: an unknown command or option, a missing argument. */
  public static final int WRONG_CALL = 2;

  /** Ended by Ctrl+C: 128 and the number of SIGINT. */
  public static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
