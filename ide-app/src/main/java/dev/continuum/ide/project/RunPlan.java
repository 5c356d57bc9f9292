package dev.continuum.ide.project;

import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be run, and the project it came from.
 *
 * @param configuration what to run and how
 * @param project its project file; empty for a file or folder without one
 * @param options how it is watched, kept running and bounded on a device
 */
public record RunPlan(
    RunConfiguration configuration, Optional<ProjectFile> project, DeployOptions options) {
  /** What in the project file has no effect. */
  public List<ProjectWarning> warnings() {
    return project.map(ProjectFile::warnings).orElse(List.of());
  }

  /** The project whose build command has to run first. */
  public Optional<ProjectFile> toBuild() {
    return project.filter(ProjectBuild::isNeeded);
  }

  /** The module's file. */
  public Path module() {
    return configuration.module();
  }
}
