package dev.continuum.ide.debug;

import dev.continuum.ide.run.Launch;
import dev.continuum.ide.run.LaunchException;
import dev.continuum.targets.target.run.RunConfiguration;
import java.util.function.Consumer;

/** What would be run, to be debugged: it may take as long as the user does. */
record DebugLaunch(Launch launch) implements Launch {
  @Override
  public String title() {
    return launch.title();
  }

  @Override
  public String commandLine() {
    return launch.commandLine().replaceFirst("^run ", "debug ");
  }

  @Override
  public String doing() {
    return "debugging";
  }

  @Override
  public RunConfiguration prepare(Consumer<String> output)
      throws LaunchException, InterruptedException {
    return launch.prepare(output);
  }
}
