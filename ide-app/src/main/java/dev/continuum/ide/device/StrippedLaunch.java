package dev.continuum.ide.device;

import dev.continuum.ide.run.Launch;
import dev.continuum.ide.run.LaunchException;
import dev.continuum.targets.runtime.BinaryModule;
import dev.continuum.targets.runtime.DebugSections;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Another launch's module without its debugging information. */
record StrippedLaunch(Launch launch, Path cache) implements Launch {
  @Override
  public String title() {
    return launch.title();
  }

  @Override
  public String commandLine() {
    return launch.commandLine();
  }

  @Override
  public RunConfiguration prepare(Consumer<String> output)
      throws LaunchException, InterruptedException {
    RunConfiguration made = launch.prepare(output);
    try {
      Path binary = BinaryModule.of(made.module(), cache);
      return new RunConfiguration(
          made.app(),
          DebugSections.without(binary, cache),
          made.arguments(),
          made.environment(),
          made.directories(),
          made.invocation());
    } catch (TargetException e) {
      throw new LaunchException(String.valueOf(e.getMessage()), e.remedy(), e);
    }
  }

  @Override
  public DeployOptions options() {
    return launch.options();
  }
}
