package dev.continuum.targets.release;

import dev.continuum.targets.ssh.Uninterrupted;
import dev.continuum.targets.target.AppStatus;
import dev.continuum.targets.target.DeployListener;
import dev.continuum.targets.target.DeployListener.Step;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The switch to a release and its start: one command of the agent, which runs to its end on the
 * device whatever becomes of the connection.
 */
final class Activation {
  private static final Duration LIMIT = Duration.ofMinutes(12);
  private static final int MOST_WORDS = 5;

  private final DeviceAgent agent;
  private final String app;
  private final DeployListener listener;
  private final List<String> words = new ArrayList<>();
  private String release = "";
  private String now = "";
  private boolean verified;

  Activation(DeviceAgent agent, String app, DeployListener listener) {
    this.agent = agent;
    this.app = app;
    this.listener = listener;
  }

  /**
   * Calls the agent's command and gives what then runs.
   *
   * @param watched how long the release is watched at most
   */
  AppStatus run(List<String> command, Duration watched) throws TargetException {
    try {
      // Once begun it goes on over there whatever happens here, so its answer is awaited.
      Uninterrupted.run(
          "deploy-" + app,
          () -> {
            try {
              return agent.call(command, new byte[0], LIMIT.plus(watched), this::line);
            } catch (AgentException e) {
              throw e.code().equals("START_FAILED") ? startFailed(e) : agent.failure(e, app);
            }
          });
    } catch (TargetException e) {
      throw e.problem() == Problem.UNREACHABLE ? cutWhileSwitching(e) : e;
    }
    AppStatus status = AppStatuses.one(agent, app);
    listener.finished(
        Step.HEALTH,
        switch (status.state()) {
          case RUNNING -> "running";
          case WAITING -> "waiting for its next run";
          case EXITED -> "exited with " + status.exitStatus().orElse(0);
          case STOPPED -> "stopped";
        });
    return status;
  }

  /** Follows the agent's account of the switch. Called on the connection's thread. */
  private synchronized void line(String line) {
    String value = AgentAnswer.valueOf(line);
    switch (AgentAnswer.keyOf(line)) {
      case "verified" -> {
        verified = true;
        listener.finished(Step.VERIFY, "SHA-256 read back from the device's disk");
        listener.started(Step.SWITCH);
      }
      case "release" -> release = value;
      case "switched" -> {
        listener.finished(Step.SWITCH, "Release " + release);
        listener.started(Step.HEALTH);
      }
      case "now" -> now = value;
      case "wrote" -> {
        words.add(value);
        if (words.size() > MOST_WORDS) {
          words.removeFirst();
        }
      }
      default -> {}
    }
  }

  private synchronized boolean switching() {
    return verified || !release.isEmpty();
  }

  private TargetException cutWhileSwitching(TargetException e) {
    return switching()
        ? new TargetException(
            e.problem(),
            e.getMessage() + " It was in the middle of switching to the new release.",
            "The device completes the switch, or goes back, by itself: look at the app's status"
                + " there.",
            e)
        : new TargetException(
            e.problem(),
            e.getMessage() + " It may have been switching to the new release.",
            "If it was, the device completes that, or goes back, by itself: look at the app's"
                + " status there.",
            e);
  }

  private synchronized TargetException startFailed(AgentException e) {
    String how =
        e.words().startsWith("-")
            ? "could not be started"
            : "ended at once with exit status " + AgentAnswer.keyOf(e.words());
    // The last of what it wrote on its standard error.
    String told = String.join(" ", words).replaceAll("[\\p{Cntrl}]+", " ").strip();
    return new TargetException(
        Problem.START_FAILED,
        "“"
            + app
            + "” "
            + how
            + " on "
            + agent.device().name()
            + (told.isEmpty() ? "." : ": " + told),
        (now.isEmpty()
                ? "The release before it, if there was one, is the current one again."
                : "Release " + now + " is the current one again.")
            + " The app's log on the device has all it wrote.",
        e);
  }
}
