package dev.continuum.targets.target;

import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogListener;
import dev.continuum.targets.target.app.LogPlace;
import dev.continuum.targets.target.app.Release;
import dev.continuum.targets.target.run.RunConfiguration;
import java.util.List;
import java.util.Optional;

/**
 * A device that can hold and run apps, reached when first asked. Every method blocks, may be called
 * from any thread, and leaves the device as it was when it throws. Interrupting the calling thread
 * cancels.
 */
public interface DeviceTarget extends AutoCloseable {
  /** The device this is. */
  Device device();

  /** Asks the device what it is and has. */
  Probe probe() throws TargetException;

  /** Asks the device what it and its apps use now. */
  DeviceMetrics metrics() throws TargetException;

  /**
   * Whether a module can run there, by what the last probe found (a new one when there was none);
   * sends nothing of it.
   *
   * @param runtime the runtime that is asked for; empty: the first that fits
   */
  FitReport fit(RunConfiguration configuration, Optional<String> runtime) throws TargetException;

  /** The runtimes this program put there. */
  RuntimeShelf runtimes();

  /**
   * Makes a new release of a module, switches to it and starts it; the previous release, if any, is
   * stopped after the new one is verified on the device, and starts again when the new one does
   * not.
   *
   * @param options how it is watched, kept running and bounded
   * @return what then runs
   */
  AppStatus deploy(RunConfiguration configuration, DeployOptions options, DeployListener listener)
      throws TargetException;

  /** The same with {@link DeployOptions#USUAL}. */
  AppStatus deploy(RunConfiguration configuration, DeployListener listener) throws TargetException;

  /**
   * An app's releases, newest first.
   *
   * @throws TargetException NOT_FOUND when the device has no such app
   */
  List<Release> releases(String app) throws TargetException;

  /**
   * How a release was to be watched, kept running and bounded.
   *
   * @throws TargetException NOT_FOUND when the device has no such app or release
   */
  DeployOptions options(String app, int release) throws TargetException;

  /**
   * Switches to a release that is still there and starts it, with its own health check; the one
   * before starts again when it does not start well. Nothing is stopped before its module was
   * verified on the device.
   *
   * @param release its number; empty: the newest one older than the current
   * @param listener hears of {@code CONNECT}, {@code VERIFY}, {@code SWITCH} and {@code HEALTH}
   * @return what then runs
   * @throws TargetException NOT_FOUND when there is no such app or release; DIGEST_MISMATCH when
   *     its module is gone or damaged; START_FAILED; BUSY
   */
  AppStatus rollback(String app, Optional<Integer> release, DeployListener listener)
      throws TargetException;

  /** Keeps a release whatever is pruned, or no longer does. */
  void pin(String app, int release, boolean pinned) throws TargetException;

  /**
   * Removes an app's older releases, and the files no release on the device needs any more.
   *
   * @param keep how many of the newest stay beside the current one and the pinned, from 0
   * @return the numbers of those that went, lowest first
   */
  List<Integer> prune(String app, int keep) throws TargetException;

  /** Starts an app's current release; one that runs goes on running. */
  AppStatus start(String app) throws TargetException;

  /** Stops an app and starts its current release. */
  AppStatus restart(String app) throws TargetException;

  /**
   * Removes an app: stops it, and takes its releases, its log and its data from the device, and the
   * files no other app's release needs.
   */
  void remove(String app) throws TargetException;

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

  /** The position of a place in an app's log. */
  long logPosition(String app, LogPlace place) throws TargetException;

  /**
   * The lines that end at or before a position, oldest first: those within so many bytes before it.
   * Empty when the device has nothing older.
   */
  List<LogLine> logBefore(String app, long position, int bytes) throws TargetException;

  /** Where the log ends now. */
  long logEnd(String app) throws TargetException;

  /** The device as a computer: shell, files, ports, restarting. */
  DeviceAccess access();

  /** Ends the connection; what runs on the device runs on. */
  @Override
  void close();
}
