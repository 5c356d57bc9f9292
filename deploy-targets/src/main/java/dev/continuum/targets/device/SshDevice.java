package dev.continuum.targets.device;

import dev.continuum.targets.log.DeviceLog;
import dev.continuum.targets.log.LogFollower;
import dev.continuum.targets.release.AppReleases;
import dev.continuum.targets.release.AppStatuses;
import dev.continuum.targets.release.Deployment;
import dev.continuum.targets.release.DeviceAgent;
import dev.continuum.targets.release.DeviceProbe;
import dev.continuum.targets.release.DeviceRuntimes;
import dev.continuum.targets.release.DeviceUsage;
import dev.continuum.targets.runtime.BinaryModule;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.fit.FitCheck;
import dev.continuum.targets.runtime.fit.ModuleNeeds;
import dev.continuum.targets.ssh.SshConnection;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceAccess;
import dev.continuum.targets.target.DeviceMetrics;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.FitReport;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.RuntimeShelf;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogListener;
import dev.continuum.targets.target.app.LogPlace;
import dev.continuum.targets.target.app.Release;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A device reached over SSH; {@code docs/device-layout.md} says what is kept on it. */
final class SshDevice implements DeviceTarget {
  /** How long what an earlier session found is taken as true. */
  private static final Duration KEPT_SERVES = Duration.ofDays(1);

  private final SshConnection connection;
  private final DeviceAgent agent;
  private final SshAccess access;
  private final List<RuntimeAdapter> adapters;
  private final Path cache;
  private final DeployOptions usual;
  private final Set<LogFollower> followers = ConcurrentHashMap.newKeySet();
  private final ProbeKeeper keeper;
  private volatile @Nullable Probe probed;
  private volatile boolean keptServes = true;
  private volatile boolean closed;

  /** Keeps what a probe found. */
  interface ProbeKeeper {
    void keep(Device device, Probe probe) throws TargetException;

    /** What was kept last. */
    Optional<Probe> kept(Device device) throws TargetException;
  }

  SshDevice(
      SshConnection connection,
      List<RuntimeAdapter> adapters,
      Path cache,
      DeployOptions usual,
      ProbeKeeper keeper) {
    this.connection = connection;
    this.agent = new DeviceAgent(connection);
    this.access = new SshAccess(connection, agent);
    this.adapters = List.copyOf(adapters);
    this.cache = cache;
    this.usual = usual;
    this.keeper = keeper;
  }

  @Override
  public Device device() {
    return connection.device();
  }

  @Override
  public Probe probe() throws TargetException {
    Probe probe = DeviceProbe.probe(agent, adapters);
    probed = probe;
    keeper.keep(device(), probe);
    return probe;
  }

  @Override
  public DeviceMetrics metrics() throws TargetException {
    return DeviceUsage.ask(agent);
  }

  @Override
  public FitReport fit(RunConfiguration configuration, Optional<String> runtime)
      throws TargetException {
    ModuleNeeds needs = ModuleNeeds.of(BinaryModule.of(configuration.module(), cache));
    return FitCheck.of(configuration, needs, lastProbe(), runtime, Optional.empty());
  }

  @Override
  public RuntimeShelf runtimes() {
    return new DeviceRuntimes(agent, this::probe);
  }

  @Override
  public AppStatus deploy(RunConfiguration configuration, DeployListener listener)
      throws TargetException {
    return deploy(configuration, usual, listener);
  }

  @Override
  public AppStatus deploy(
      RunConfiguration configuration, DeployOptions options, DeployListener listener)
      throws TargetException {
    try {
      return new Deployment(agent, configuration, cache, options, listener).run(this::lastProbe);
    } catch (TargetException e) {
      switch (e.problem()) {
        case NO_RUNTIME -> {
          if (probed == null) {
            // So it was when it was probed in another session: it is looked at once more.
            probe();
            return new Deployment(agent, configuration, cache, options, listener)
                .run(this::lastProbe);
          }
        }
        case START_FAILED -> {
          // What was to run it may have gone since.
          probed = null;
          keptServes = false;
        }
        default -> {}
      }
      throw e;
    }
  }

  @Override
  public List<Release> releases(String app) throws TargetException {
    return releasesOf(app).all();
  }

  @Override
  public DeployOptions options(String app, int release) throws TargetException {
    return releasesOf(app).options(release);
  }

  @Override
  public AppStatus rollback(String app, Optional<Integer> release, DeployListener listener)
      throws TargetException {
    return releasesOf(app).rollback(release, listener);
  }

  @Override
  public void pin(String app, int release, boolean pinned) throws TargetException {
    releasesOf(app).pin(release, pinned);
  }

  @Override
  public List<Integer> prune(String app, int keep) throws TargetException {
    return releasesOf(app).prune(keep);
  }

  @Override
  public AppStatus start(String app) throws TargetException {
    return releasesOf(app).start();
  }

  @Override
  public AppStatus restart(String app) throws TargetException {
    return releasesOf(app).restart();
  }

  @Override
  public void remove(String app) throws TargetException {
    releasesOf(app).remove();
  }

  private AppReleases releasesOf(String app) throws TargetException {
    return new AppReleases(agent, named(app));
  }

  /** What runs WebAssembly there seldom changes: one probe serves until it finds nothing. */
  private Probe lastProbe() throws TargetException {
    Probe last = probed;
    if (last == null && keptServes) {
      last =
          keeper
              .kept(device())
              .filter(kept -> kept.time().isAfter(Instant.now().minus(KEPT_SERVES)))
              .orElse(null);
    }
    return last == null || last.runtimes().isEmpty() ? probe() : last;
  }

  @Override
  public List<AppStatus> apps() throws TargetException {
    return AppStatuses.all(agent);
  }

  @Override
  public AppStatus status(String app) throws TargetException {
    return AppStatuses.one(agent, named(app));
  }

  @Override
  public void stop(String app) throws TargetException {
    releasesOf(app).stop();
  }

  @Override
  public List<LogLine> readLog(String app, long from, int limit) throws TargetException {
    return new DeviceLog(agent, named(app)).read(from, limit);
  }

  @Override
  public AutoCloseable followLog(String app, long from, LogListener listener)
      throws TargetException {
    DeviceLog log = new DeviceLog(agent, named(app));
    // Asked here so that an app that is not there is said at once.
    log.end();
    LogFollower follower = LogFollower.start(log, device().name() + "-" + app, from, listener);
    followers.add(follower);
    return () -> {
      followers.remove(follower);
      follower.close();
    };
  }

  @Override
  public long logPosition(String app, LogPlace place) throws TargetException {
    return new DeviceLog(agent, named(app)).position(place);
  }

  @Override
  public List<LogLine> logBefore(String app, long position, int bytes) throws TargetException {
    return new DeviceLog(agent, named(app)).before(position, bytes);
  }

  @Override
  public long logEnd(String app) throws TargetException {
    return new DeviceLog(agent, named(app)).end();
  }

  private String named(String app) throws TargetException {
    if (!RunConfiguration.APP_NAME.matcher(app).matches()) {
      throw new TargetException(
          TargetException.Problem.NOT_FOUND,
          device().name() + " has no app called “" + app + "”: that cannot be an app's name.",
          "Look at what is on the device.");
    }
    return app;
  }

  @Override
  public DeviceAccess access() {
    return access;
  }

  /** Whether it was closed, and is of no more use. */
  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    followers.forEach(LogFollower::close);
    followers.clear();
    access.close();
    connection.close();
  }
}
