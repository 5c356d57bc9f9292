package dev.continuum.targets.fleet;

import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.app.DeployListener;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows one device's deployment for the board. Called on its thread and the connection's. */
final class RunProgress implements DeployListener {
  private static final long TOLD_EVERY_NANOS = 50_000_000;

  private final RunBoard board;
  private final Device device;
  private final boolean forth;
  private final long began = System.nanoTime();
  private volatile @Nullable Step step;

  /** Whether the deployment has ended: what is told late no longer counts. */
  private volatile boolean over;

  private long told;

  private RunProgress(RunBoard board, Device device, boolean forth) {
    this.board = board;
    this.device = device;
    this.forth = forth;
  }

  /** Follows a deployment that begins now. */
  RunProgress(RunBoard board, Device device) {
    this(board, device, true);
  }

  /** Follows a way back, which replaces the new release and no former one. */
  static RunProgress back(RunBoard board, Device device) {
    return new RunProgress(board, device, false);
  }

  Device device() {
    return device;
  }

  /** Since it began. */
  Duration time() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Hears no more of the deployment. */
  void end() {
    over = true;
  }

  /** Whether the device may have begun to switch. */
  boolean switching() {
    Step now = step;
    return now != null && now.compareTo(Step.SWITCH) >= 0;
  }

  @Override
  public void started(Step next) {
    if (!over) {
      step = next;
      board.update(device, old -> old.at(next, -1, time()));
    }
  }

  @Override
  public void progress(Step now, long done, long total) {
    long time = System.nanoTime();
    if (!over && total > 0 && (done >= total || time - told >= TOLD_EVERY_NANOS)) {
      told = time;
      board.update(device, old -> old.at(now, Math.min(1.0, (double) done / total), time()));
    }
  }

  @Override
  public void replaces(int release) {
    if (forth) {
      board.update(device, old -> old.had(Optional.of(release)));
    }
  }

  @Override
  public void finished(Step ended, String detail) {
    // The next step's beginning says as much.
  }
}
