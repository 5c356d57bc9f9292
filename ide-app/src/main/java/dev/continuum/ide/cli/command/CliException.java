package dev.continuum.ide.cli.command;

/**
 * Something the command line could not do: {@link #getMessage()} says what happened, {@link
 * #remedy()} what to do.
 */
public final class CliException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String remedy;
  private final int status;

  private CliException(int status, String problem, String message, String remedy) {
    super(message);
    this.status = status;
    this.problem = problem;
    this.remedy = remedy;
  }

  /**
   * The work failed.
   *
   * @param problem one word in capitals, for programs
   */
  public static CliException failed(String problem, String message, String remedy) {
    return new CliException(ExitStatus.FAILED, problem, message, remedy);
  }

  /** The call was wrong. */
  public static CliException wrongCall(String message, String remedy) {
    return new CliException(ExitStatus.WRONG_CALL, "WRONG_CALL", message, remedy);
  }

  public String problem() {
    return problem;
  }

  public String remedy() {
    return remedy;
  }

  public int status() {
    return status;
  }
}
