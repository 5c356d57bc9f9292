package dev.continuum.targets.fleet;

import dev.continuum.targets.fleet.DeviceRun.State;
import dev.continuum.targets.runtime.BinaryModule;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One deployment on its way to many devices, wave by wave. Run once; {@link #cancel} and {@link
 * #runs} may be called from any thread meanwhile.
 */
public final class Rollout {
  /** How often a device on which another deployment is under way is tried. */
  private static final int BUSY_TRIES = 8;

  private static final Duration FIRST_BUSY_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_BUSY_PAUSE = Duration.ofSeconds(30);

  private final RolloutPlan plan;
  private final RunConfiguration configuration;
  private final DeployOptions options;
  private final Path cache;
  private final Places places;
  private final DeployQueue queue;
  private final RolloutListener listener;
  private final Pauses pauses;
  private final Crew crew;
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final RunBoard board;
  private volatile @Nullable RunConfiguration prepared;

  /** Lets time pass. */
  @FunctionalInterface
  interface Pauses {
    /** Waits so long, or until the latch opens. */
    void pause(Duration time, CountDownLatch until) throws InterruptedException;
  }

  /**
   * A rollout about to be run.
   *
   * @param configuration what is deployed; its module is read once, when the rollout begins
   * @param cache where files for devices are made and kept
   * @param queue gets what devices that do not answer shall get later, and forgets what is older
   *     than what a device got now
   */
  public Rollout(
      RolloutPlan plan,
      RunConfiguration configuration,
      DeployOptions options,
      Path cache,
      Places places,
      DeployQueue queue,
      RolloutListener listener) {
    this(
        plan,
        configuration,
        options,
        cache,
        places,
        queue,
        listener,
        (time, until) -> {
          boolean unused = until.await(time.toMillis(), TimeUnit.MILLISECONDS);
        });
  }

  Rollout(
      RolloutPlan plan,
      RunConfiguration configuration,
      DeployOptions options,
      Path cache,
      Places places,
      DeployQueue queue,
      RolloutListener listener,
      Pauses pauses) {
    this.plan = plan;
    this.configuration = configuration;
    this.options = options;
    this.cache = cache;
    this.places = places;
    this.queue = queue;
    this.listener = listener;
    this.pauses = pauses;
    this.crew = new Crew("fleet", plan.parallel(), cancelled::countDown);
    this.board = new RunBoard(waves(plan), plan.stop(), listener);
  }

  private static List<List<Device>> waves(RolloutPlan plan) {
    List<List<Device>> waves = new ArrayList<>();
    int from = 0;
    for (int size : plan.waves().sizes(plan.devices().size())) {
      waves.add(plan.devices().subList(from, from + size));
      from += size;
    }
    return waves;
  }

  /** What it has come to on each device, in the plan's order. */
  public List<DeviceRun> runs() {
    return board.runs();
  }

  /**
   * What is deployed, with the rollout's own copy of the module: for another rollout of the very
   * same to devices that failed. Empty before this one has begun.
   */
  public Optional<RunConfiguration> prepared() {
    return Optional.ofNullable(prepared);
  }

  /**
   * Goes no further: deployments that have not switched yet are ended and leave their devices as
   * they were; those that switch are seen through.
   */
  public void cancel() {
    cancelled.countDown();
    crew.interrupt();
  }

  private boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  private boolean goesOn() {
    return !board.isStopped() && !isCancelled();
  }

  /**
   * Does it, and returns when nothing is under way any more. Interrupting the calling thread
   * cancels, and is left pending.
   *
   * @throws TargetException BAD_MODULE when there is nothing to be deployed; LOCAL_FILE
   */
  public RolloutResult run() throws TargetException {
    ModuleCopies copies = new ModuleCopies(cache.resolve("fleet"));
    ModuleCopies.Copy copy =
        copies.keep(
            BinaryModule.of(configuration.module(), cache),
            String.valueOf(configuration.module().getFileName()));
    RunConfiguration prepared = configuration(copy);
    this.prepared = prepared;
    List<List<Device>> waves = waves(plan);
    for (int i = 0; i < waves.size() && goesOn(); i++) {
      if (i > 0 && !plan.pause().isZero()) {
        listener.said("The next wave begins in " + PauseText.of(plan.pause()) + ".");
        pause(plan.pause());
        if (!goesOn()) {
          break;
        }
      }
      List<Device> wave = waves.get(i);
      if (waves.size() > 1) {
        listener.said(
            "Wave "
                + (i + 1)
                + " of "
                + waves.size()
                + ": "
                + wave.size()
                + (wave.size() == 1 ? " device." : " devices."));
      }
      crew.work(
          wave, this::goesOn, device -> guarded(device, () -> deploy(device, prepared, copy)));
    }
    return end();
  }

  private RolloutResult end() {
    boolean byRule = board.isStopped() && !isCancelled();
    String why = byRule ? "The rollout was stopped before its turn." : "Cancelled before its turn.";
    for (DeviceRun run : runs()) {
      if (run.state() == State.WAITING) {
        board.update(run.device(), old -> old.with(State.SKIPPED, why, Duration.ZERO));
      }
    }
    if (byRule) {
      listener.said("The rollout " + plan.stop().words() + ", and so it goes no further.");
      if (plan.goBack()) {
        goBack();
      }
    }
    return new RolloutResult(
        runs(),
        isCancelled()
            ? RolloutResult.Ending.CANCELLED
            : byRule ? RolloutResult.Ending.STOPPED : RolloutResult.Ending.COMPLETE);
  }

  /** Waits between two waves; an interrupt cancels. */
  private void pause(Duration time) {
    try {
      pauses.pause(time, cancelled);
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
    }
  }

  private interface Work {
    void run() throws TargetException;
  }

  /** A mistake of this program's on one device is that device's failure, and said as what it is. */
  private void guarded(Device device, Work work) {
    long began = System.nanoTime();
    try {
      work.run();
    } catch (TargetException e) {
      board.update(device, old -> old.failed(e, since(began)));
    } catch (RuntimeException e) {
      System.getLogger(Rollout.class.getName())
          .log(System.Logger.Level.ERROR, "A rollout to " + device.name() + " broke.", e);
      TargetException told =
          new TargetException(
              Problem.PROTOCOL,
              "Something unexpected happened with " + device.name() + ": " + e + ".",
              "Look at what runs there, then try again.",
              e);
      board.update(device, old -> old.failed(told, since(began)));
    } finally {
      places.done(device);
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void deploy(Device device, RunConfiguration prepared, ModuleCopies.Copy copy)
      throws TargetException {
    RunProgress progress = new RunProgress(board, device);
    progress.started(DeployListener.Step.CONNECT);
    DeviceTarget target = places.target(device);
    try {
      AppStatus status = patiently(target, prepared, progress);
      succeeded(device, status, progress);
    } catch (TargetException e) {
      progress.end();
      settle(device, target, e, progress, copy);
    }
  }

  private void succeeded(Device device, AppStatus status, RunProgress progress) {
    progress.end();
    board.update(device, old -> old.done(status, progress.time()));
    try {
      // What waited for the device is older than what it has now.
      queue.remove(device.name(), configuration.app());
    } catch (TargetException e) {
      listener.said((e.getMessage() + " " + e.remedy()).strip());
    }
  }

  /** Deploys, waiting for another deployment of the same app there to end first. */
  private AppStatus patiently(DeviceTarget target, RunConfiguration prepared, RunProgress progress)
      throws TargetException {
    Duration wait = FIRST_BUSY_PAUSE;
    for (int tries = 1; ; tries++) {
      try {
        return target.deploy(prepared, options, progress);
      } catch (TargetException e) {
        if (e.problem() != Problem.BUSY || tries == BUSY_TRIES || isCancelled()) {
          throw e;
        }
        board.update(
            progress.device(),
            old ->
                old.with(
                    State.WAITING,
                    "Another deployment of this app is under way there; this one waits for it.",
                    progress.time()));
        pauseOrEnd(wait, e);
        wait = wait.multipliedBy(2);
        wait = wait.compareTo(LONGEST_BUSY_PAUSE) > 0 ? LONGEST_BUSY_PAUSE : wait;
      }
    }
  }

  private void pauseOrEnd(Duration wait, TargetException busy) throws TargetException {
    try {
      pauses.pause(wait, cancelled);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy;
    }
    if (isCancelled()) {
      throw busy;
    }
  }

  /** What became of a device whose deployment did not end well. */
  private void settle(
      Device device,
      DeviceTarget target,
      TargetException e,
      RunProgress progress,
      ModuleCopies.Copy copy)
      throws TargetException {
    if (isCancelled() && (e.problem() == Problem.CANCELLED || e.problem() == Problem.BUSY)) {
      cancelledAt(device, target, progress, copy);
      return;
    }
    if (e.problem() == Problem.UNREACHABLE && plan.queueOffline() && !progress.switching()) {
      QueuedDeployment queued = queue.add(device.name(), configuration(copy), options);
      board.update(
          device,
          old ->
              old.with(
                  State.QUEUED,
                  e.getMessage()
                      + " It gets this when it comes back"
                      + (queued.kept()
                          ? "."
                          : ", if this program still runs then: its environment is not written"
                              + " to a file."),
                  progress.time()));
      return;
    }
    board.update(device, old -> old.failed(e, progress.time()));
  }

  private RunConfiguration configuration(ModuleCopies.Copy copy) {
    return new RunConfiguration(
        configuration.app(),
        copy.file(),
        configuration.arguments(),
        configuration.environment(),
        configuration.directories(),
        configuration.invocation());
  }

  /** A switch once begun is seen through on the device: what runs there now is asked. */
  private void cancelledAt(
      Device device, DeviceTarget target, RunProgress progress, ModuleCopies.Copy copy)
      throws TargetException {
    if (!progress.switching()) {
      board.update(
          device,
          old ->
              old.with(
                  State.SKIPPED,
                  "Cancelled before the switch: what ran there before runs on.",
                  progress.time()));
      return;
    }
    // Taken off the thread, which would refuse to ask otherwise.
    boolean unused = Thread.interrupted();
    AppStatus status = target.status(configuration.app());
    if (status.digest().equals(copy.digest())) {
      succeeded(device, status, progress);
    } else {
      throw new TargetException(
          Problem.CANCELLED,
          "Cancelled while " + device.name() + " switched; it went back to its former release.",
          "");
    }
  }

  private void goBack() {
    List<DeviceRun> done = runs().stream().filter(run -> run.state() == State.DONE).toList();
    if (done.isEmpty()) {
      return;
    }
    listener.said("The devices that have the new release get their former one again.");
    crew.work(done, () -> !isCancelled(), run -> guarded(run.device(), () -> goBack(run)));
  }

  private void goBack(DeviceRun run) throws TargetException {
    long began = System.nanoTime();
    Device device = run.device();
    if (run.before().isEmpty()) {
      board.update(
          device,
          old ->
              old.with(
                  State.DONE, "There was no release before this one to go back to.", old.time()));
      return;
    }
    try {
      AppStatus status =
          places
              .target(device)
              .rollback(configuration.app(), run.before(), RunProgress.back(board, device));
      board.update(device, old -> old.returned(status, run.time().plus(since(began))));
    } catch (TargetException e) {
      throw new TargetException(
          e.problem(),
          "It has the new release and could not go back: " + e.getMessage(),
          e.remedy(),
          e);
    }
  }
}
