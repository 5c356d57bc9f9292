package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.command.Table;
import dev.continuum.ide.cli.device.ConnectionOptions;
import dev.continuum.targets.fleet.DeviceRun;
import dev.continuum.targets.fleet.Rollout;
import dev.continuum.targets.fleet.RolloutListener;
import dev.continuum.targets.fleet.RolloutPlan;
import dev.continuum.targets.fleet.RolloutResult;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deployment to many devices: a line for each thing that happens, and a table at the end. */
final class FleetDeploy implements RolloutListener {
  private static final int LONGEST_MESSAGE = 400;

  private final CliCommand command;
  private final ConnectionOptions connection;
  private final Map<String, String> last = new HashMap<>();

  FleetDeploy(CliCommand command, ConnectionOptions connection) {
    this.command = command;
    this.connection = connection;
  }

  /**
   * Does it.
   *
   * @return the exit status: whether every device has it, or gets it when it comes back
   */
  int run(RolloutPlan plan, RunConfiguration configuration, DeployOptions options)
      throws TargetException, CliException, InterruptedException {
    command.say(configuration.app() + " to " + plan.words() + ".");
    RolloutResult result =
        connection.connectAll(
            command,
            plan.devices(),
            places ->
                new Rollout(
                        plan,
                        configuration,
                        options,
                        command.services().folders().cache(),
                        places,
                        command.services().queue(),
                        this)
                    .run());
    boolean interrupted = Thread.interrupted();
    command.sayJson(toJson(configuration.app(), result));
    Table table = new Table("lllrl");
    for (DeviceRun run : result.runs()) {
      table.row(
          run.device().name(),
          run.state().title(),
          release(run),
          run.time().isZero() ? "" : seconds(run),
          message(run));
    }
    command.say("");
    table.lines().forEach(command::say);
    command.say(result.words() + ".");
    if (interrupted || result.ending() == RolloutResult.Ending.CANCELLED) {
      throw new InterruptedException();
    }
    return result.good() ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  @Override
  public synchronized void changed(DeviceRun run) {
    String what =
        run.state() == DeviceRun.State.RUNNING
            ? run.step().map(step -> step.title().toLowerCase(Locale.ROOT)).orElse("")
            : run.state().title();
    if (what.equals(last.put(run.device().name(), what))) {
      return;
    }
    String detail =
        switch (run.state()) {
          case RUNNING, SKIPPED -> "";
          case DONE, RETURNED -> release(run) + ", " + seconds(run);
          case WAITING, FAILED, QUEUED -> message(run);
        };
    command.say(
        String.format(
                Locale.ROOT, "  %-20s %-10s %s", run.device().name(), what, SafeText.line(detail))
            .stripTrailing());
  }

  @Override
  public synchronized void said(String sentence) {
    command.say(SafeText.line(sentence));
  }

  private static String seconds(DeviceRun run) {
    return String.format(Locale.ROOT, "%.1f s", run.time().toMillis() / 1000.0);
  }

  private static String message(DeviceRun run) {
    String text = SafeText.line(run.message());
    return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
  }

  private static String release(DeviceRun run) {
    Optional<AppStatus> after = run.after();
    if (after.isEmpty()) {
      return run.before().map(before -> "release " + before).orElse("");
    }
    return "release "
        + after.get().release()
        + run.before().map(before -> ", was " + before).orElse("");
  }

  private static Map<String, @Nullable Object> toJson(String app, RolloutResult result) {
    List<Map<String, @Nullable Object>> devices =
        result.runs().stream()
            .map(run ->
                Json.object(
                    "device", run.device().name(),
                    "wave", run.wave(),
                    "state", run.state().name().toLowerCase(Locale.ROOT),
                    "step", run.step().map(step -> step.name().toLowerCase(Locale.ROOT)),
                    "before", run.before(),
                    "after",
                        run.after().map(status -> OnDevice.toJson(run.device().name(), status)),
                    "problem", run.problem(),
                    "message", run.message(),
                    "milliseconds", run.time().toMillis()))
            .toList();
    return Json.object(
        "app", app, "ending", result.ending().name().toLowerCase(Locale.ROOT), "devices", devices);
  }
}
