package dev.continuum.ide.cli.command;

import dev.continuum.ide.Services;
import dev.continuum.ide.project.ProjectBuild;
import dev.continuum.ide.project.ProjectException;
import dev.continuum.ide.project.ProjectFile;
import dev.continuum.ide.project.ProjectWarning;
import dev.continuum.ide.project.RunPlan;
import dev.continuum.templates.BuildProblem;
import dev.continuum.templates.BuildResult;
import dev.continuum.templates.TemplateException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Building for several commands; what the compiler prints goes to standard error. */
public record Builds(Terminal terminal, Services services) {
  /** How a build ended, and what it should have made. */
  public record Outcome(ProjectFile project, BuildResult result) {
    /** What to say when it failed. */
    public String failure() {
      return "The build of "
          + project.name()
          + " failed with status "
          + result.status()
          + ". Mend what the compiler names above, and build again.";
    }

    public Map<String, @Nullable Object> toJson() {
      return Json.object(
          "app", project.name(),
          "module", project.module(),
          "succeeded", result.succeeded(),
          "status", result.status(),
          "elapsedMillis", result.elapsed().toMillis(),
          "problems", result.problems().stream().map(Outcome::toJson).toList());
    }

    private static Map<String, @Nullable Object> toJson(BuildProblem problem) {
      return Json.object(
          "file", problem.file(),
          "line", problem.line(),
          "column", problem.column() == 0 ? null : problem.column(),
          "severity", problem.severity().name().toLowerCase(Locale.ROOT),
          "message", problem.message());
    }
  }

  /** Tells what in a project file has no effect. */
  public void warn(List<ProjectWarning> warnings) {
    warnings.forEach(
        warning -> terminal.errorLine("Warning: " + SafeText.line(warning.toString())));
  }

  /**
   * Builds.
   *
   * @param loud whether the compiler's output is shown
   */
  public Outcome build(ProjectFile project, boolean loud)
      throws ProjectException, TemplateException, InterruptedException {
    BuildResult result =
        ProjectBuild.build(
            project,
            services.builder(),
            line -> {
              if (loud) {
                terminal.errorLine(line);
              }
            });
    return new Outcome(project, result);
  }

  /** Builds what has to be built before a plan can be carried out. */
  public void prepare(RunPlan plan)
      throws CliException, ProjectException, TemplateException, InterruptedException {
    warn(plan.warnings());
    Optional<ProjectFile> project = plan.toBuild();
    if (project.isPresent()) {
      Outcome outcome = build(project.get(), true);
      if (!outcome.result().succeeded()) {
        throw CliException.failed(
            "BUILD",
            "The build of "
                + project.get().name()
                + " failed with status "
                + outcome.result().status()
                + ".",
            "Mend what the compiler names above.");
      }
    }
    if (!Files.isRegularFile(plan.module())) {
      throw CliException.failed(
          "FILE",
          "The module " + plan.module() + " does not exist.",
          plan.project().isPresent()
              ? "Mend [app] module in continuum.toml, or the build command that should make it."
              : "Name a .wasm or .wat file.");
    }
  }
}
