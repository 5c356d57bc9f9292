package dev.continuum.ide.run;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.shell.Workbench.ToolBarStyle;
import dev.continuum.templates.Builder;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import org.jspecify.annotations.Nullable;

/** Run and Stop, the run settings and the console. */
public final class RunFeature implements Feature {
  private final Problems problems;
  private final ConsoleModel.Starter starter;
  private final Supplier<Builder> builders;
  private @Nullable ConsoleModel console;
  private @Nullable Launcher launcher;
  private @Nullable Workbench shown;

  /**
   * The feature.
   *
   * @param problems where builds tell what they find
   * @param starter starts guests on this computer
   * @param builders makes what builds projects
   */
  public RunFeature(Problems problems, ConsoleModel.Starter starter, Supplier<Builder> builders) {
    this.problems = problems;
    this.starter = starter;
    this.builders = builders;
  }

  /** What Run and Deploy act on; there once the feature is installed. */
  public Launcher launcher() {
    return Objects.requireNonNull(launcher, "not installed");
  }

  /** The console; there once the feature is installed. */
  public ConsoleModel console() {
    return Objects.requireNonNull(console, "not installed");
  }

  /**
   * Runs what is in front as the action Run does, started in another way.
   *
   * @param by starts it; called on a background thread
   */
  public void run(ConsoleModel.Starter by) {
    launcher()
        .launch(true)
        .ifPresent(launch -> {
          Objects.requireNonNull(shown, "not installed").showPanel(ConsolePanel.ID);
          console().run(launch, by);
        });
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    RunSettingsStore settings = new RunSettingsStore(folders.state());
    Launcher what = new Launcher(workbench, settings, builders.get(), problems);
    ConsoleModel model = new ConsoleModel(workbench.tasks(), starter);
    launcher = what;
    console = model;
    shown = workbench;
    Runnable run = () -> run(starter);
    workbench.addPanel(new ConsolePanel(model, run));
    workbench
        .actions()
        .register(
            new Action("run.run", "Run", "fth-play", "Shift+F10"),
            Command.of(run, what.available()));
    workbench
        .actions()
        .register(
            new Action("run.stop", "Stop", "fth-square", "Ctrl+F2"),
            Command.of(
                model::stop,
                Bindings.createBooleanBinding(
                    () -> model.state().get() != ConsoleModel.State.IDLE, model.state())));
    RunSettingsDialog dialog = new RunSettingsDialog(workbench, settings, what);
    workbench
        .actions()
        .register(
            new Action("run.settings", "Run Settings…", "fth-sliders", "Alt+Shift+F10"),
            Command.of(() -> what.place().ifPresent(dialog::open), what.available()));
    DeploySettingsDialog deploy = new DeploySettingsDialog(workbench, settings, what);
    workbench
        .actions()
        .register(
            new Action("deploy.settings", "Deployment Settings…", "fth-settings", null),
            Command.of(() -> what.place().ifPresent(deploy::open), what.available()));
    workbench.addToolBarAction("run.run", ToolBarStyle.PLAIN);
  }

  /** What a place is called in titles. */
  static String nameOf(Path place) {
    Path name = place.getFileName();
    return name == null ? place.toString() : name.toString();
  }

  @Override
  public void close() {
    if (console != null) {
      console.stop();
    }
  }
}
