package dev.continuum.targets.target.app;

/**
 * Whether an app that ended is started again: after one second, then after twice as long each time
 * up to a minute; one that ran for a minute begins with one second again.
 */
public enum RestartPolicy {
  /** It stays as it ended. */
  NEVER("never"),
  /** When it ended with another status than 0. */
  ON_FAILURE("on-failure"),
  /** However it ended. */
  ALWAYS("always");

  private final String word;

  RestartPolicy(String word) {
    this.word = word;
  }

  /** As it stands in project files, on the command line and on devices. */
  public String word() {
    return word;
  }
}
