package dev.continuum.targets.fleet;

import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import java.util.List;
import java.util.Optional;

/** Tries to deliver what waits in a queue, many devices at once. May be run again and again. */
public final class QueueRun {
  /** Told what becomes of each; called on background threads, of several at once. */
  public interface Listener {
    /** It is being tried. */
    void trying(QueuedDeployment queued);

    /** It was delivered, and this runs now. */
    void delivered(QueuedDeployment queued, AppStatus status);

    /** It waits on. */
    void waits(QueuedDeployment queued, TargetException why);
  }

  /** Finds devices by name. */
  @FunctionalInterface
  public interface Devices {
    /** The device of that name, if there is one. */
    Optional<Device> find(String name) throws TargetException;
  }

  private final DeployQueue queue;
  private final Devices devices;
  private final Places places;
  private final Listener listener;
  private final Crew crew;

  /**
   * A way through a queue.
   *
   * @param parallel how many are tried at once
   */
  public QueueRun(
      DeployQueue queue, Devices devices, Places places, int parallel, Listener listener) {
    this.queue = queue;
    this.devices = devices;
    this.places = places;
    this.listener = listener;
    this.crew = new Crew("queue", parallel, () -> {});
  }

  /**
   * Tries these, and returns when each was delivered or waits on. Interrupting the calling thread
   * cancels, and is left pending.
   */
  public void run(List<QueuedDeployment> which) {
    crew.work(which, () -> true, this::deliver);
  }

  private void deliver(QueuedDeployment queued) {
    try {
      Device device = devices.find(queued.device()).orElseThrow(() -> gone(queued));
      listener.trying(queued);
      try {
        Optional<AppStatus> status =
            queue.deliver(queued, places.target(device), DeployListener.NONE);
        status.ifPresent(running -> listener.delivered(queued, running));
      } finally {
        places.done(device);
      }
    } catch (TargetException e) {
      listener.waits(queued, e);
    }
  }

  private static TargetException gone(QueuedDeployment queued) {
    return new TargetException(
        TargetException.Problem.NOT_FOUND,
        "There is no device called “" + queued.device() + "” any more.",
        "Remove what waits for it from the queue, or add the device again.");
  }
}
