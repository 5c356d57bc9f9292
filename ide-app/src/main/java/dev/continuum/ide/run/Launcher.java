package dev.continuum.ide.run;

import dev.continuum.ide.problem.Problem;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.project.ProjectException;
import dev.continuum.ide.project.ProjectFile;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.task.Tasks;
import dev.continuum.templates.BuildProblem;
import dev.continuum.templates.BuildResult;
import dev.continuum.templates.Builder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/**
 * What Run and Deploy act on: the module in front, or the project that the file in front belongs
 * to, or the open folder. Used on the JavaFX thread.
 */
public final class Launcher {
  private static final String SOURCE = "Build";

  private final Workbench workbench;
  private final RunSettingsStore settings;
  private final Builder builder;
  private final Problems problems;
  private final ObservableBooleanValue available;

  Launcher(Workbench workbench, RunSettingsStore settings, Builder builder, Problems problems) {
    this.workbench = workbench;
    this.settings = settings;
    this.builder = builder;
    this.problems = problems;
    this.available =
        Bindings.createBooleanBinding(
            () -> place().isPresent(), workbench.activeDocument(), workbench.folder());
  }

  /** Whether there is something to run. */
  public ObservableBooleanValue available() {
    return available;
  }

  /** What would be run: a module's file or a folder. */
  public Optional<Path> place() {
    Document front = workbench.activeDocument().get();
    @Nullable Path file = front == null ? null : front.file().orElse(null);
    if (file != null && isModuleName(file)) {
      return Optional.of(file);
    }
    if (file != null) {
      Optional<Path> project = ProjectFile.folderOf(file);
      if (project.isPresent()) {
        return project;
      }
    }
    return Optional.ofNullable(workbench.folder().get());
  }

  private static boolean isModuleName(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".wasm") || name.endsWith(".wat");
  }

  /** The folder of the project whose module this is, or the place itself. Reads the project. */
  static Path projectOf(Path place) {
    Path folder = ProjectFile.folderOf(place).orElse(null);
    if (folder == null || !isModuleName(place)) {
      return place;
    }
    try {
      return ProjectFile.read(folder).module().equals(place.toAbsolutePath().normalize())
          ? folder
          : place;
    } catch (ProjectException e) {
      // A project file that cannot be read claims no module; the module runs by itself.
      return place;
    }
  }

  /**
   * What is in front, to be run here or deployed; unsaved text is saved before. Empty when there is
   * nothing, or something could not be saved; the user was told.
   */
  public Optional<Launch> launch(boolean here) {
    Path place = place().orElse(null);
    if (place == null) {
      workbench.notify(
          Workbench.Severity.INFORMATION,
          "There is nothing to run yet. Open a module or a project folder first.");
      return Optional.empty();
    }
    if (!saveAll()) {
      return Optional.empty();
    }
    problems.clear(SOURCE);
    return Optional.of(
        new PlaceLaunch(place, here, settings, builder, new Told(workbench.tasks())));
  }

  /** Saves every document with changes; false when one could not be. */
  public boolean saveAll() {
    for (Document document : List.copyOf(workbench.documents())) {
      if (document.modified().get() && document.file().isPresent() && !document.save()) {
        return false;
      }
    }
    return true;
  }

  /** Brings what a build found to the problems. */
  private final class Told implements PlaceLaunch.Findings {
    private final Tasks tasks;

    Told(Tasks tasks) {
      this.tasks = tasks;
    }

    @Override
    public void build(ProjectFile project, BuildResult result) {
      Map<Path, List<Problem>> byFile = new LinkedHashMap<>();
      for (BuildProblem problem : result.problems()) {
        byFile
            .computeIfAbsent(problem.file(), file -> new ArrayList<>())
            .add(
                Problem.at(
                    severity(problem.severity()),
                    problem.message(),
                    problem.line(),
                    problem.column(),
                    0));
      }
      tasks.onScreen(() -> byFile.forEach((file, found) -> problems.set(SOURCE, file, found)));
    }

    private Problem.Severity severity(BuildProblem.Severity severity) {
      return severity == BuildProblem.Severity.ERROR
          ? Problem.Severity.ERROR
          : Problem.Severity.WARNING;
    }

    @Override
    public void project(ProjectException problem) {
      problem
          .file()
          .ifPresent(file ->
              tasks.onScreen(() ->
                  problems.set(
                      SOURCE,
                      file,
                      List.of(
                          Problem.at(
                              Problem.Severity.ERROR,
                              String.valueOf(problem.getMessage()),
                              problem.line(),
                              0,
                              0)))));
    }
  }
}
