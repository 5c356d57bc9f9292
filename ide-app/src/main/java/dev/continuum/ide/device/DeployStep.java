package dev.continuum.ide.device;

import java.time.Duration;

/**
 * A step of a deployment as the panel shows it.
 *
 * @param title such as {@code Upload}
 * @param state how far it is
 * @param detail what it was done with, or how many bytes are sent
 * @param fraction 0 to 1; negative when it cannot be said
 * @param elapsed how long it took; zero while it has not ended
 */
public record DeployStep(
    String title, State state, String detail, double fraction, Duration elapsed) {
  /** How far a step is. */
  public enum State {
    WAITING,
    ACTIVE,
    DONE,
    FAILED,
    /** Not reached, because an earlier one failed. */
    SKIPPED
  }

  static DeployStep waiting(String title) {
    return new DeployStep(title, State.WAITING, "", -1, Duration.ZERO);
  }

  DeployStep with(State next, String said, double done, Duration took) {
    return new DeployStep(title, next, said, done, took);
  }
}
