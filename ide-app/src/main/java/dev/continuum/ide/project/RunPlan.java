package dev.continuum.ide.project;

import dev.continuum.targets.target.HealthCheck;
import dev.continuum.targets.target.RunConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be run, and the project it came from.
 *
 * @param configuration what to run and how
 * @param project its project file; empty for a file or folder without one
 */
public record RunPlan(RunConfiguration configuration, Optional<ProjectFile> project) {
  /** What in the project file has no effect. */
  public List<ProjectWarning> warnings() {
    return project.map(ProjectFile::warnings).orElse(List.of());
  }

  /** The project whose build command has to run first. */
  public Optional<ProjectFile> toBuild() {
    return project.filter(ProjectBuild::isNeeded);
  }

  /**
   * How long a new release must run to count as well started, where the project says so: up to
   * {@link HealthCheck#LONGEST}.
   */
  public Optional<Duration> health() {
    return project.flatMap(ProjectFile::health);
  }

  /** The module's file. */
  public Path module() {
    return configuration.module();
  }
}
