package dev.continuum.ide.device;

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
import dev.continuum.targets.target.app.DeployListener.Step;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogListener;
import dev.continuum.targets.target.app.LogPlace;
import dev.continuum.targets.target.app.Release;
import dev.continuum.targets.target.run.RunConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Devices that answer what a test tells them to: for what real ones do only in bad moments. */
public final class FakeDevices implements DevicesModel.Connector {
  /** What calls to a device throw. */
  public final Map<String, TargetException> failures = new ConcurrentHashMap<>();

  /** What is on devices. */
  public final Map<String, List<AppStatus>> apps = new ConcurrentHashMap<>();

  final Map<String, List<Release>> releases = new ConcurrentHashMap<>();
  final List<String> disconnected = new ArrayList<>();
  volatile @Nullable LogListener listener;

  /** Who follows the log of an app, by {@code device/app}. */
  public final Map<String, LogListener> listeners = new ConcurrentHashMap<>();

  /** Where each log began to be followed. */
  public final Map<String, Long> began = new ConcurrentHashMap<>();

  /** What logs of apps hold. */
  public final Map<String, List<LogLine>> logs = new ConcurrentHashMap<>();

  /** How many logs were closed. */
  public int closedLogs;

  volatile @Nullable Duration watched;
  volatile long logEnd;
  volatile Function<String, DeviceMetrics> metrics = device -> nothingTold();
  volatile FitReport fit = new FitReport(List.of(), List.of(), List.of(), List.of());
  volatile boolean failsFit = true;
  final FakeShelf shelf = new FakeShelf();

  /** Runtimes that are kept in a list. */
  static final class FakeShelf implements RuntimeShelf {
    final List<Kept> kept = new CopyOnWriteArrayList<>();
    volatile @Nullable TargetException failure;

    private void check() throws TargetException {
      TargetException told = failure;
      if (told != null) {
        throw told;
      }
    }

    @Override
    public List<Kept> list() throws TargetException {
      check();
      return List.copyOf(kept);
    }

    @Override
    public Kept install(Plan plan, Progress progress) throws TargetException {
      check();
      progress.sent(plan.bytes(), plan.bytes());
      Kept made =
          new Kept(
              plan.id() + "-25.0.1",
              plan.id(),
              "25.0.1",
              plan.source(),
              plan.sha256(),
              plan.bytes(),
              List.of());
      kept.add(made);
      return made;
    }

    @Override
    public void remove(String name) throws TargetException {
      check();
      kept.removeIf(each -> each.name().equals(name));
    }
  }

  /** What a device may say of itself. */
  public static Probe probe(String architecture, String runtime) {
    return new Probe(
        Instant.parse("2026-11-23T07:00:00Z"),
        "Debian GNU/Linux 12",
        architecture,
        "glibc",
        4,
        4L << 30,
        20L << 30,
        List.of("sha256sum", "java"),
        List.of(new Probe.Runtime(runtime, "17.0.9", "/usr/bin/java")));
  }

  /** Metrics of a device that tells nothing. */
  private static DeviceMetrics nothingTold() {
    return new DeviceMetrics(
        Instant.now(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of());
  }

  /** An app on a device. */
  public static AppStatus app(String name, int release, AppStatus.State state) {
    return new AppStatus(
        name,
        release,
        state,
        "ab".repeat(32),
        state == AppStatus.State.EXITED ? Optional.of(3) : Optional.empty(),
        Optional.of(Instant.parse("2026-11-23T07:00:00Z")),
        "bundled",
        0,
        state == AppStatus.State.WAITING
            ? Optional.of(Instant.parse("2026-11-23T07:05:00Z"))
            : Optional.empty(),
        state == AppStatus.State.RUNNING ? Optional.of(4711L) : Optional.empty(),
        true);
  }

  @Override
  public DeviceTarget target(Device device) {
    return new Target(device);
  }

  @Override
  public void disconnect(String name) {
    disconnected.add(name);
  }

  @Override
  public void close() {}

  private final class Target implements DeviceTarget {
    private final Device device;

    Target(Device device) {
      this.device = device;
    }

    private void check() throws TargetException {
      TargetException failure = failures.get(device.name());
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public Device device() {
      return device.withHostKey("SHA256:test");
    }

    @Override
    public Probe probe() throws TargetException {
      check();
      return FakeDevices.probe("arm64", "bundled");
    }

    @Override
    public DeviceMetrics metrics() throws TargetException {
      check();
      return metrics.apply(device.name());
    }

    @Override
    public AppStatus deploy(RunConfiguration configuration, DeployListener told)
        throws TargetException {
      return deploy(configuration, DeployOptions.USUAL, told);
    }

    @Override
    public AppStatus deploy(
        RunConfiguration configuration, DeployOptions options, DeployListener told)
        throws TargetException {
      watched = options.health().within();
      for (Step step : Step.values()) {
        told.started(step);
        if (step == Step.UPLOAD) {
          told.progress(step, 2048, 4300);
          check();
        }
        told.finished(step, step == Step.UPLOAD ? "4.2 KiB" : "");
      }
      return app(configuration.app(), 7, AppStatus.State.RUNNING);
    }

    @Override
    public List<Release> releases(String app) throws TargetException {
      check();
      return releases.getOrDefault(app, List.of());
    }

    @Override
    public DeployOptions options(String app, int release) throws TargetException {
      check();
      return DeployOptions.USUAL;
    }

    @Override
    public AppStatus rollback(String app, Optional<Integer> release, DeployListener told)
        throws TargetException {
      check();
      return app(app, release.orElse(6), AppStatus.State.RUNNING);
    }

    @Override
    public void pin(String app, int release, boolean pinned) throws TargetException {
      check();
    }

    @Override
    public List<Integer> prune(String app, int keep) throws TargetException {
      check();
      return List.of();
    }

    @Override
    public AppStatus start(String app) throws TargetException {
      return restart(app);
    }

    @Override
    public AppStatus restart(String app) throws TargetException {
      check();
      AppStatus status = app(app, 7, AppStatus.State.RUNNING);
      apps.put(device.name(), List.of(status));
      return status;
    }

    @Override
    public void remove(String app) throws TargetException {
      check();
      apps.remove(device.name());
    }

    @Override
    public List<AppStatus> apps() throws TargetException {
      check();
      return apps.getOrDefault(device.name(), List.of());
    }

    @Override
    public AppStatus status(String app) throws TargetException {
      return apps().stream()
          .filter(each -> each.app().equals(app))
          .findFirst()
          .orElseThrow(
              () -> new TargetException(TargetException.Problem.NOT_FOUND, "No such app.", ""));
    }

    @Override
    public void stop(String app) throws TargetException {
      check();
      apps.put(device.name(), List.of(app(app, 7, AppStatus.State.STOPPED)));
    }

    @Override
    public List<LogLine> readLog(String app, long from, int limit) {
      return log(app).stream().filter(line -> line.position() >= from).limit(limit).toList();
    }

    private List<LogLine> log(String app) {
      return logs.getOrDefault(device.name() + "/" + app, List.of());
    }

    @Override
    public long logPosition(String app, LogPlace place) throws TargetException {
      check();
      return switch (place) {
        case LogPlace.Position known -> known.position();
        case LogPlace.Beginning beginning -> 0;
        default -> logEnd(app);
      };
    }

    @Override
    public List<LogLine> logBefore(String app, long position, int bytes) {
      return log(app).stream()
          .filter(line -> line.next() <= position && line.position() >= position - bytes)
          .toList();
    }

    @Override
    public AutoCloseable followLog(String app, long from, LogListener to) throws TargetException {
      check();
      listener = to;
      listeners.put(device.name() + "/" + app, to);
      began.put(device.name() + "/" + app, from);
      return () -> closedLogs++;
    }

    @Override
    public long logEnd(String app) {
      List<LogLine> lines = log(app);
      return lines.isEmpty() ? logEnd : lines.getLast().next();
    }

    @Override
    public FitReport fit(RunConfiguration configuration, Optional<String> runtime)
        throws TargetException {
      if (failsFit) {
        check();
      }
      return fit;
    }

    @Override
    public RuntimeShelf runtimes() {
      return shelf;
    }

    @Override
    public DeviceAccess access() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
