package dev.continuum.targets.release;

import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployListener.Step;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The releases of an app that is on a device: what there is, and going from one to another. */
public final class AppReleases {
  /** Beside the grace an app may be given to end. */
  private static final Duration LIMIT = Duration.ofMinutes(11);

  private final DeviceAgent agent;
  private final String app;

  /** The releases of an app. */
  public AppReleases(DeviceAgent agent, String app) {
    this.agent = agent;
    this.app = app;
  }

  /** All, newest first. */
  public List<Release> all() throws TargetException {
    AgentAnswer answer = call("releases", app);
    long current = answer.number("current");
    List<Release> releases = new ArrayList<>();
    for (AgentAnswer part : answer.parts("release")) {
      if (!ReleaseJson.numbered(part)) {
        throw agent.unexpected("a release of “" + app + "” without a number");
      }
      releases.addFirst(ReleaseJson.read(part, current));
    }
    return List.copyOf(releases);
  }

  /** How a release was to be watched, kept running and bounded. */
  public DeployOptions options(int release) throws TargetException {
    for (AgentAnswer part : call("releases", app).parts("release")) {
      if (part.number("release") == release) {
        return ReleaseJson.options(part);
      }
    }
    throw noSuch(release);
  }

  /** Switches to a release that is there; empty: to the newest one older than the current. */
  public AppStatus rollback(Optional<Integer> release, DeployListener listener)
      throws TargetException {
    listener.started(Step.CONNECT);
    agent.base();
    listener.finished(Step.CONNECT, agent.device().address());
    listener.started(Step.VERIFY);
    List<Release> all = all();
    Release chosen = release.isPresent() ? find(all, release.get()) : before(all);
    return new Activation(agent, app, listener)
        .run(
            List.of("rollback", app, String.valueOf(chosen.number())),
            new byte[0],
            options(chosen.number()).health());
  }

  private Release find(List<Release> all, int number) throws TargetException {
    return all.stream()
        .filter(r -> r.number() == number)
        .findFirst()
        .orElseThrow(() -> noSuch(number));
  }

  private Release before(List<Release> all) throws TargetException {
    int current = all.stream().filter(Release::current).mapToInt(Release::number).max().orElse(0);
    return all.stream()
        .filter(r -> r.number() < current)
        .findFirst()
        .orElseThrow(() ->
            new TargetException(
                Problem.NOT_FOUND,
                "“"
                    + app
                    + "” on "
                    + agent.device().name()
                    + " has no release before its current one.",
                "Look at its history, and name the release to go to."));
  }

  private TargetException noSuch(int release) {
    return new TargetException(
        Problem.NOT_FOUND,
        "“" + app + "” on " + agent.device().name() + " has no release " + release + ".",
        "Look at its history: older releases are removed as new ones are made.");
  }

  /** Keeps a release whatever is pruned, or no longer does. */
  public void pin(int release, boolean pinned) throws TargetException {
    find(all(), release);
    call("pin", app, String.valueOf(release), pinned ? "yes" : "no");
  }

  /** Removes older releases; gives the numbers of those that went, lowest first. */
  public List<Integer> prune(int keep) throws TargetException {
    if (keep < 0) {
      throw new IllegalArgumentException("Less than no releases cannot be kept.");
    }
    return call("prune", app, String.valueOf(keep)).values("pruned").stream()
        .filter(number -> number.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .toList();
  }

  /** Starts the current release unless it runs. */
  public AppStatus start() throws TargetException {
    call("start", app);
    return AppStatuses.one(agent, app);
  }

  /** Stops the app. */
  public void stop() throws TargetException {
    call("stop", app);
  }

  /** Stops the app and starts its current release. */
  public AppStatus restart() throws TargetException {
    call("restart", app);
    return AppStatuses.one(agent, app);
  }

  /** Stops the app and takes all of it from the device. */
  public void remove() throws TargetException {
    call("remove", app);
  }

  private AgentAnswer call(String... words) throws TargetException {
    return agent.call(app, LIMIT, List.of(words));
  }
}
