package dev.continuum.targets.target;

import java.time.Duration;
import java.util.List;

/**
 * A device that can hold and run apps, reached when first asked. Every method blocks, may be called
 * from any thread, and leaves the device as it was when it throws. Interrupting the calling thread
 * cancels.
 */
public interface DeviceTarget extends AutoCloseable {
  /** The longest time a new release can be watched. */
  Duration MOST_HEALTH = Duration.ofMinutes(10);

  /** The device this is. */
  Device device();

  /** Asks the device what it is and has. */
  Probe probe() throws TargetException;

  /**
   * Makes a new release of a module, switches to it and starts it; the previous release, if any, is
   * stopped after the new one is verified on the device, and starts again when the new one does
   * not.
   *
   * @param health how long the app must run to count as well started, up to {@link #MOST_HEALTH};
   *     one that ends with status 0 earlier counts as well started too
   * @return what then runs
   * @throws IllegalArgumentException when that is negative or more
   */
  AppStatus deploy(RunConfiguration configuration, Duration health, DeployListener listener)
      throws TargetException;

  /** The same with the target's usual time, some seconds. */
  AppStatus deploy(RunConfiguration configuration, DeployListener listener) throws TargetException;

  /** What is on the device, by name. */
  List<AppStatus> apps() throws TargetException;

  /**
   * One app.
   *
   * @throws TargetException NOT_FOUND when the device has no such app
   */
  AppStatus status(String app) throws TargetException;

  /** Stops an app; stopping one that does not run does nothing. */
  void stop(String app) throws TargetException;

  /** The log's lines from a position to its present end; at most {@code limit} lines. */
  List<LogLine> readLog(String app, long from, int limit) throws TargetException;

  /**
   * Follows an app's log from a position on, over releases and lost connections, until the returned
   * handle is closed.
   */
  AutoCloseable followLog(String app, long from, LogListener listener) throws TargetException;

  /** Where the log ends now. */
  long logEnd(String app) throws TargetException;

  /** Ends the connection; what runs on the device runs on. */
  @Override
  void close();
}
