package dev.continuum.ide;

import dev.continuum.ide.debug.BreakpointFile;
import dev.continuum.ide.debug.DebugFeature;
import dev.continuum.ide.debug.SteppingDebugger;
import dev.continuum.ide.debug.tour.TourFeature;
import dev.continuum.ide.device.DeviceConnections;
import dev.continuum.ide.device.DeviceFeature;
import dev.continuum.ide.device.access.AccessFeature;
import dev.continuum.ide.device.fleet.FleetFeature;
import dev.continuum.ide.device.log.LogFeature;
import dev.continuum.ide.device.metric.MetricFeature;
import dev.continuum.ide.device.release.ReleasesFeature;
import dev.continuum.ide.device.runtime.RuntimesFeature;
import dev.continuum.ide.editor.EditorFeature;
import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.module.ModuleFeature;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.profile.ProfileFeature;
import dev.continuum.ide.project.ProjectFeature;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.settings.JsonFile;
import dev.continuum.ide.settings.Preferences;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Dialogs;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Session;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.shell.WorkbenchWindow;
import dev.continuum.ide.task.Tasks;
import dev.continuum.ide.theme.Appearance;
import dev.continuum.ide.theme.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The workbench, composed of its features. */
public final class Studio {
  private static final Logger LOG = Logger.getLogger(Studio.class.getName());

  private Studio() {}

  /** All features, one a line, in the order of their actions in the menus. */
  static List<Feature> features(Services services) {
    Problems problems = new Problems();
    FileWatchFeature files = new FileWatchFeature();
    BreakpointFile kept = new BreakpointFile();
    CodeMarks marks = new CodeMarks(new Breakpoints(kept::save));
    RunFeature run =
        new RunFeature(
            problems,
            (configuration, output) -> services.local().start(configuration, output),
            services::builder);
    DebugFeature debug = new DebugFeature(run, marks, kept, files, new SteppingDebugger());
    DeviceFeature devices =
        new DeviceFeature(
            run, services.devices(), user -> new DeviceConnections(services.sshDevices(user)));
    return List.of(
        new ShellFeature(),
        new ProjectFeature(services.templates(), services.toolchains()),
        files,
        new EditorFeature(problems, files, marks),
        new ModuleFeature(problems, files, marks),
        run,
        debug,
        new TourFeature(debug, marks),
        new ProfileFeature(run, marks, services::local),
        devices,
        new MetricFeature(devices),
        new LogFeature(devices),
        new ReleasesFeature(devices),
        new RuntimesFeature(devices),
        new FleetFeature(devices, run, services::queue),
        new AccessFeature(devices, services.devices()));
  }

  /**
   * Opens the window and returns when it is closed.
   *
   * @param files files and folders to open
   */
  public static void open(List<Path> files) {
    StudioApplication.start(files, null);
  }

  /**
   * Opens the window, logs how many milliseconds after the start of the process it was drawn (on
   * standard error too), and closes it.
   *
   * @param files files and folders to open
   */
  public static void measureStart(List<Path> files) {
    StudioApplication.start(files, new StartClock());
  }

  /**
   * Makes the whole window without showing it.
   *
   * @param dialogs makes the dialogs; null for the window's own
   */
  public static WorkbenchWindow build(
      Stage stage,
      UserFolders folders,
      Tasks tasks,
      @Nullable BiFunction<WorkbenchWindow, Stage, Dialogs> dialogs) {
    return build(stage, folders, tasks, dialogs, Preferences.file(folders).read());
  }

  static WorkbenchWindow build(
      Stage stage,
      UserFolders folders,
      Tasks tasks,
      @Nullable BiFunction<WorkbenchWindow, Stage, Dialogs> dialogs,
      Preferences chosen) {
    return build(stage, new Services(folders), tasks, dialogs, chosen);
  }

  static WorkbenchWindow build(
      Stage stage,
      Services services,
      Tasks tasks,
      @Nullable BiFunction<WorkbenchWindow, Stage, Dialogs> dialogs,
      Preferences chosen) {
    UserFolders folders = services.folders();
    JsonFile<Preferences> file = Preferences.file(folders);
    Appearance appearance = new Appearance(theme(chosen), chosen.zoom());
    WorkbenchWindow window = new WorkbenchWindow(stage, folders, tasks, appearance, dialogs);
    Runnable save = () -> save(file, appearance, window);
    appearance.theme().addListener((property, was, is) -> save.run());
    appearance.zoom().addListener((property, was, is) -> save.run());
    features(services).forEach(window::install);
    return window;
  }

  /** Reads what the last run left, and shows the window so. */
  public static void show(WorkbenchWindow window, UserFolders folders, List<Path> files) {
    window.show(Session.file(folders).read(), files);
  }

  private static Theme theme(Preferences chosen) {
    String name = chosen.theme();
    for (Theme theme : Theme.values()) {
      if (theme.name().toLowerCase(Locale.ROOT).equals(name)) {
        return theme;
      }
    }
    return Platform.getPreferences().getColorScheme() == ColorScheme.LIGHT
        ? Theme.LIGHT
        : Theme.DARK;
  }

  private static void save(
      JsonFile<Preferences> file, Appearance appearance, WorkbenchWindow window) {
    try {
      file.write(
          new Preferences(
              appearance.theme().get().name().toLowerCase(Locale.ROOT), appearance.zoom().get()));
    } catch (IOException failure) {
      LOG.log(Level.WARNING, "The preferences could not be written.", failure);
      window.notify(
          Workbench.Severity.WARNING,
          "The preferences could not be written. " + failure.getMessage());
    }
  }
}
