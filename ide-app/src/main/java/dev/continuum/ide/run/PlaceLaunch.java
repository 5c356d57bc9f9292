package dev.continuum.ide.run;

import dev.continuum.ide.output.Durations;
import dev.continuum.ide.project.ProjectBuild;
import dev.continuum.ide.project.ProjectException;
import dev.continuum.ide.project.ProjectFile;
import dev.continuum.ide.project.ProjectWarning;
import dev.continuum.ide.project.RunConfigurations;
import dev.continuum.ide.project.RunOverrides;
import dev.continuum.ide.project.RunPlan;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.templates.BuildResult;
import dev.continuum.templates.Builder;
import dev.continuum.templates.TemplateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A module's file, or a folder with a project in it. */
final class PlaceLaunch implements Launch {
  /** Told what a build or a project file has to complain about; called on a background thread. */
  interface Findings {
    void build(ProjectFile project, BuildResult result);

    void project(ProjectException problem);
  }

  private final Path place;
  private final boolean here;
  private final RunSettingsStore settings;
  private final Builder builder;
  private final Findings findings;
  private volatile Optional<Duration> timeout = Optional.empty();
  private volatile DeployOptions options = DeployOptions.USUAL;

  /**
   * A launch of what is at a place.
   *
   * @param here whether it is for this computer rather than a device
   */
  PlaceLaunch(
      Path place, boolean here, RunSettingsStore settings, Builder builder, Findings findings) {
    this.place = place;
    this.here = here;
    this.settings = settings;
    this.builder = builder;
    this.findings = findings;
  }

  @Override
  public String title() {
    Path name = place.getFileName();
    return name == null ? place.toString() : name.toString();
  }

  @Override
  public String commandLine() {
    return "run " + place;
  }

  @Override
  public RunConfiguration prepare(Consumer<String> output)
      throws LaunchException, InterruptedException {
    try {
      Path root = Launcher.projectOf(place);
      RunSettings remembered = settings.get(root);
      boolean project = Files.isDirectory(root) && ProjectFile.isIn(root);
      RunOverrides overrides =
          project ? remembered.besidesProject() : remembered.forFile(settings.options(root));
      RunPlan plan =
          here
              ? RunConfigurations.local(root, overrides)
              : RunConfigurations.deployed(root, overrides);
      options = plan.options();
      for (ProjectWarning warning : plan.warnings()) {
        output.accept(warning.toString());
      }
      timeout = plan.project().flatMap(ProjectFile::timeout);
      ProjectFile toBuild = plan.toBuild().orElse(null);
      if (toBuild != null) {
        build(toBuild, output);
      }
      RunConfiguration configuration = plan.configuration();
      String described = described(configuration);
      if (!described.equals(place.toString())) {
        output.accept(described);
      }
      return configuration;
    } catch (ProjectException e) {
      findings.project(e);
      throw new LaunchException(String.valueOf(e.getMessage()), e.remedy(), e);
    }
  }

  @Override
  public Optional<Duration> timeout() {
    return timeout;
  }

  @Override
  public DeployOptions options() {
    return options;
  }

  private static String described(RunConfiguration configuration) {
    StringBuilder text = new StringBuilder(configuration.module().toString());
    configuration
        .invocation()
        .ifPresent(i ->
            text.append("  ")
                .append(i.export())
                .append('(')
                .append(String.join(", ", i.arguments()))
                .append(')'));
    if (!configuration.arguments().isEmpty()) {
      text.append("  ").append(ArgumentText.join(configuration.arguments()));
    }
    return text.toString();
  }

  private void build(ProjectFile project, Consumer<String> output)
      throws LaunchException, ProjectException, InterruptedException {
    output.accept("Building: " + ArgumentText.join(project.build()));
    BuildResult result;
    try {
      result = ProjectBuild.build(project, builder, output);
    } catch (TemplateException e) {
      throw new LaunchException(String.valueOf(e.getMessage()), e.remedy(), e);
    }
    findings.build(project, result);
    String time = Durations.text(result.elapsed());
    if (!result.succeeded()) {
      throw new LaunchException(
          "The build failed with status " + result.status() + " after " + time + ".",
          result.problems().isEmpty()
              ? "Nothing was started; the lines above say why."
              : "Nothing was started; the places are listed under Problems.",
          null);
    }
    output.accept("Built in " + time + ".");
  }
}
