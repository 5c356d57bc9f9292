package dev.continuum.targets.release;

/** The agent's own word that something failed, before it is put into the user's words. */
final class AgentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String words;

  AgentException(String error) {
    super(error, null, false, false);
    this.code = AgentAnswer.keyOf(error);
    this.words = AgentAnswer.valueOf(error);
  }

  /** Such as {@code BUSY}: the name of a {@code TargetException.Problem}. */
  String code() {
    return code;
  }

  String words() {
    return words;
  }
}
