package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.targets.target.app.DeployListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints a deployment's steps as they end. */
final class StepLines implements DeployListener {
  private final CliCommand command;
  private final List<Map<String, @Nullable Object>> done = new ArrayList<>();

  StepLines(CliCommand command) {
    this.command = command;
  }

  /** The steps that ended, for programs. */
  synchronized List<Map<String, @Nullable Object>> done() {
    return List.copyOf(done);
  }

  @Override
  public void started(Step step) {
    // A step is told when it has ended, with what it did.
  }

  @Override
  public void progress(Step step, long bytes, long total) {
    // A terminal is shown whole lines only; the size is in the finished step's words.
  }

  @Override
  public synchronized void finished(Step step, String detail) {
    done.add(Json.object("step", step.name().toLowerCase(Locale.ROOT), "detail", detail));
    command.say(
        String.format(Locale.ROOT, "  %-10s %s", step.title(), SafeText.line(detail))
            .stripTrailing());
  }
}
