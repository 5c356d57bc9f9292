package dev.continuum.targets.release;

import dev.continuum.targets.ssh.Uninterrupted;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployListener.Step;
import dev.continuum.targets.target.app.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The switch to a release and its start: one command of the agent, which runs to its end on the
 * device whatever becomes of the connection.
 */
final class Activation {
  private static final Duration LIMIT = Duration.ofMinutes(12);
  private static final int MOST_WORDS = 5;

  /** Of one line: no record of a log is longer. */
  private static final int MOST_LETTERS = 4000;

  private static final int MOST_TOLD = 1000;

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
   * @param input the command's standard input
   * @param health what the release is watched for
   */
  AppStatus run(List<String> command, byte[] input, HealthCheck health) throws TargetException {
    AgentAnswer answer;
    try {
      // Once begun it goes on over there whatever happens here, so its answer is awaited.
      answer =
          Uninterrupted.run(
              "deploy-" + app,
              () -> {
                try {
                  return agent.call(command, input, LIMIT.plus(health.within()), this::line);
                } catch (AgentException e) {
                  throw e.code().equals("START_FAILED")
                      ? startFailed(e, health)
                      : agent.failure(e, app);
                }
              });
    } catch (TargetException e) {
      throw e.problem() == Problem.UNREACHABLE ? cutWhileSwitching(e) : e;
    }
    List<AgentAnswer> statuses = answer.parts("app");
    AppStatus status =
        statuses.isEmpty()
            ? AppStatuses.one(agent, app)
            : AppStatuses.status(agent, statuses.getFirst());
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
      case "from" -> {
        if (value.matches("[0-9]{1,9}")) {
          listener.replaces(Integer.parseInt(value));
        }
      }
      case "release" -> release = number(value);
      case "switched" -> {
        listener.finished(Step.SWITCH, "Release " + release);
        listener.started(Step.HEALTH);
      }
      case "now" -> now = number(value);
      case "wrote" -> {
        words.add(value.substring(0, Math.min(MOST_LETTERS, value.length())));
        if (words.size() > MOST_WORDS) {
          words.removeFirst();
        }
      }
      default -> {}
    }
  }

  private static String number(String value) {
    return value.matches("[0-9]{1,9}") ? value : "";
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

  private synchronized TargetException startFailed(AgentException e, HealthCheck health) {
    String within = " within " + seconds(health.within());
    String how =
        switch (AgentAnswer.keyOf(e.words())) {
          case "SILENT" -> "did not write the line that shows that it is well" + within;
          case "LATE" -> "did not end" + within;
          case String status when status.matches("[0-9]{1,3}") ->
              "ended with exit status " + status;
          default -> "could not be started";
        };
    // The last of what it wrote on its standard error.
    String told = ProbeFacts.withoutOrders(String.join(" ", words)).replaceAll(" +", " ");
    if (told.length() > MOST_TOLD) {
      told = "…" + told.substring(told.length() - MOST_TOLD);
    }
    return new TargetException(
        Problem.START_FAILED,
        "“"
            + app
            + "” "
            + how
            + " on "
            + agent.device().name()
            + (told.isEmpty() ? "." : ". Its last words were: “" + told + "”."),
        (now.isEmpty()
                ? "The release before it, if there was one, is the current one again."
                : "Release " + now + " is the current one again.")
            + " The app's log on the device has all it wrote.",
        e);
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0
        ? time.toSeconds() + " s"
        : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
