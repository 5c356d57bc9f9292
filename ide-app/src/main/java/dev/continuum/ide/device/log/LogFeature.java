package dev.continuum.ide.device.log;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.device.DeviceActions;
import dev.continuum.ide.device.DeviceFeature;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.targets.target.DeviceTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logs of apps on devices. */
public final class LogFeature implements Feature {
  private final DeviceFeature devices;
  private @Nullable Workbench workbench;
  private @Nullable LogModel model;

  /** Logs of these devices. */
  public LogFeature(DeviceFeature devices) {
    this.devices = devices;
  }

  @Override
  public void install(Workbench bench, UserFolders folders) {
    workbench = bench;
    LogModel made = new LogModel(bench.tasks(), ZoneId.systemDefault(), new Known());
    model = made;
    bench.addPanel(new LogPanel(made, new PanelOwner()));
    devices.onShowLog((device, app) -> show(new LogSource(device, app)));
    devices
        .actions()
        .add(
            new DeviceActions.OnApp(
                "Add to Log",
                (entry, app) -> !made.isFollowing(new LogSource(entry.name(), app)),
                (entry, app) -> add(new LogSource(entry.name(), app))));
    bench
        .actions()
        .register(
            new Action("deploy.log", "Show Log", "fth-align-left", null),
            Command.of(() -> bench.showPanel(LogPanel.ID)));
  }

  /** The logs that are shown. */
  LogModel model() {
    return Objects.requireNonNull(model, "not installed");
  }

  private Workbench bench() {
    return Objects.requireNonNull(workbench, "not installed");
  }

  /** Shows an app's log, unless it is among those that are shown. */
  private void show(LogSource source) {
    bench().showPanel(LogPanel.ID);
    if (!model().isFollowing(source)) {
      model().open(List.of(source));
    }
  }

  /** Shows an app's log among those that are shown. */
  private void add(LogSource source) {
    List<LogSource> all =
        new ArrayList<>(model().isOpen() ? model().sources() : List.<LogSource>of());
    all.add(source);
    bench().showPanel(LogPanel.ID);
    model().open(all);
  }

  /** The devices the window knows. */
  private final class Known implements LogDevices {
    @Override
    public Optional<DeviceTarget> target(String device) {
      return devices.devices().find(device).map(entry -> devices.devices().target(entry.device()));
    }

    @Override
    public Duration clockAhead(String device) {
      return devices
          .devices()
          .find(device)
          .flatMap(entry -> entry.probe())
          .flatMap(probe -> probe.facts().clock())
          // Devices tell whole seconds: setting those right by less would only look precise.
          .map(clock -> Duration.ofSeconds(Math.round(clock.offset().toMillis() / 1000.0)))
          .orElse(Duration.ZERO);
    }
  }

  private final class PanelOwner implements LogPanel.Owner {
    @Override
    public List<LogSource> known() {
      return devices.devices().devices().stream()
          .flatMap(
              entry -> entry.apps().stream().map(app -> new LogSource(entry.name(), app.app())))
          .toList();
    }

    @Override
    public void export(boolean whole) {
      List<LogSource> sources = List.copyOf(model().sources());
      String name =
          sources.size() == 1
              ? sources.getFirst().app() + "-" + sources.getFirst().device()
              : "logs";
      bench()
          .dialogs()
          .saveFile("Export the log", name + ".log")
          .ifPresent(file -> export(file, sources, whole));
    }

    private void export(Path file, List<LogSource> sources, boolean whole) {
      List<LogEntry> shown = whole ? List.of() : model().shown();
      List<LogExport.Whole> logs = new ArrayList<>();
      Known known = new Known();
      for (LogSource source : sources) {
        known
            .target(source.device())
            .ifPresent(target ->
                logs.add(new LogExport.Whole(source, target, known.clockAhead(source.device()))));
      }
      var unused =
          bench()
              .tasks()
              .start(
                  "Exporting the log",
                  progress -> {
                    if (whole) {
                      LogExport.whole(file, logs, progress);
                    } else {
                      LogExport.shown(file, shown);
                    }
                    return file;
                  },
                  written ->
                      bench()
                          .notify(Workbench.Severity.INFORMATION, "The log is in " + written + "."),
                  failure ->
                      bench()
                          .dialogs()
                          .error(
                              "The log could not be exported",
                              "It was not written to " + file + ": " + failure.getMessage()));
    }
  }

  @Override
  public void close() {
    if (model != null) {
      model.stop();
    }
  }
}
