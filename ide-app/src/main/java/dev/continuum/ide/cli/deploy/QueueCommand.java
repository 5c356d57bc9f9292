package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.command.Table;
import dev.continuum.ide.cli.device.ConnectionOptions;
import dev.continuum.targets.fleet.DeployQueue;
import dev.continuum.targets.fleet.QueueRun;
import dev.continuum.targets.fleet.QueuedDeployment;
import dev.continuum.targets.fleet.RolloutPlan;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What waits for devices to come back. */
@Command(
    name = "queue",
    synopsisSubcommandLabel = "COMMAND",
    description = "List, deliver and remove deployments that wait for devices to come back.")
final class QueueCommand extends CliCommand {
  @CommandLine.Spec CommandLine.Model.@Nullable CommandSpec spec;

  QueueCommand(CliContext context) {
    super(context);
  }

  /** The command with its own commands. */
  static CommandLine line(CliContext context) {
    return new CommandLine(new QueueCommand(context))
        .addSubcommand("list", new ListCommand(context))
        .addSubcommand("run", new RunQueueCommand(context))
        .addSubcommand("remove", new RemoveCommand(context));
  }

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets this");
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do with the queue: list, run or remove");
  }

  static Map<String, @Nullable Object> toJson(QueuedDeployment queued) {
    return Json.object(
        "device", queued.device(),
        "app", queued.app(),
        "file", queued.file(),
        "digest", queued.digest(),
        "since", queued.since(),
        "attempts", queued.attempts(),
        "lastTry", queued.lastTry(),
        "trouble", queued.trouble(),
        "stuck", queued.stuck());
  }

  /** Lists what waits. */
  @Command(name = "list", description = "List what waits, the longest first.")
  static final class ListCommand extends CliCommand {
    ListCommand(CliContext context) {
      super(context);
    }

    @Override
    public Integer call() throws Exception {
      List<QueuedDeployment> all = services().queue().list();
      sayJson(Json.object("queued", all.stream().map(QueueCommand::toJson).toList()));
      if (all.isEmpty()) {
        say("Nothing waits for a device.");
      }
      Table table = new Table("llrl");
      for (QueuedDeployment queued : all) {
        table.row(
            queued.app() + " for " + queued.device(),
            "since " + age(Duration.between(queued.since(), Instant.now())),
            queued.attempts() + (queued.attempts() == 1 ? " try" : " tries"),
            queued.trouble());
      }
      table.lines().forEach(this::say);
      return ExitStatus.DONE;
    }

    private static String age(Duration age) {
      long minutes = Math.max(0, age.toMinutes());
      if (minutes < 60) {
        return minutes + " min";
      }
      return minutes < 48 * 60 ? minutes / 60 + " h" : minutes / 60 / 24 + " days";
    }
  }

  /** Tries to deliver. */
  @Command(
      name = "run",
      description =
          "Try to deliver what waits, also what a device did not take before. Ends with status 1"
              + " when something waits on.")
  static final class RunQueueCommand extends CliCommand implements QueueRun.Listener {
    @Option(
        names = "--on",
        paramLabel = "DEVICE",
        description = "For this device only; may be repeated.")
    List<String> names = new ArrayList<>();

    @Mixin ConnectionOptions connection = new ConnectionOptions();

    private final List<Map<String, @Nullable Object>> tried = new ArrayList<>();
    private boolean waitsOn;

    RunQueueCommand(CliContext context) {
      super(context);
    }

    @Override
    public Integer call() throws Exception {
      DeployQueue queue = services().queue();
      List<QueuedDeployment> which =
          queue.list().stream()
              .filter(queued -> names.isEmpty() || names.contains(queued.device()))
              .toList();
      if (which.isEmpty()) {
        say("Nothing waits for a device.");
      }
      List<Device> devices = new ArrayList<>();
      for (QueuedDeployment queued : which) {
        services().devices().find(queued.device()).ifPresent(devices::add);
      }
      connection.connectAll(
          this,
          devices,
          places -> {
            new QueueRun(
                    queue, services().devices()::find, places, RolloutPlan.USUAL_PARALLEL, this)
                .run(which);
            return ExitStatus.DONE;
          });
      sayJson(Json.object("tried", tried));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return waitsOn ? ExitStatus.FAILED : ExitStatus.DONE;
    }

    @Override
    public void trying(QueuedDeployment queued) {
      // What came of it is told.
    }

    @Override
    public synchronized void delivered(QueuedDeployment queued, AppStatus status) {
      tried.add(Json.object("delivered", true, "now", OnDevice.toJson(queued.device(), status)));
      say(
          queued.app()
              + " "
              + OnDevice.predicate(status)
              + " on "
              + queued.device()
              + ": release "
              + status.release()
              + ".");
    }

    @Override
    public synchronized void waits(QueuedDeployment queued, TargetException why) {
      waitsOn = true;
      String words = (why.getMessage() + " " + why.remedy()).strip();
      tried.add(
          Json.object(
              "delivered",
              false,
              "device",
              queued.device(),
              "app",
              queued.app(),
              "problem",
              why.problem(),
              "message",
              words));
      say(queued.app() + " for " + queued.device() + " waits on: " + SafeText.line(words));
    }
  }

  /** Forgets what waits. */
  @Command(
      name = "remove",
      description = "Take something off the queue: all that waits for a device, or one app of it.")
  static final class RemoveCommand extends CliCommand {
    @Parameters(index = "0", paramLabel = "DEVICE", description = "The device.")
    String device = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "APP", description = "The app.")
    Optional<String> app = Optional.empty();

    RemoveCommand(CliContext context) {
      super(context);
    }

    @Override
    public Integer call() throws Exception {
      DeployQueue queue = services().queue();
      List<String> removed = new ArrayList<>();
      for (QueuedDeployment queued : queue.list()) {
        if (queued.device().equals(device)
            && app.map(queued.app()::equals).orElse(true)
            && queue.remove(device, queued.app())) {
          removed.add(queued.app());
        }
      }
      if (removed.isEmpty()) {
        throw CliException.failed(
            "NOT_FOUND",
            app.map(name -> name + " does not wait for " + device + ".")
                .orElse("Nothing waits for " + device + "."),
            "‘continuum queue list’ shows what waits.");
      }
      sayJson(Json.object("device", device, "removed", removed));
      removed.forEach(name -> say(name + " for " + device + " no longer waits."));
      return ExitStatus.DONE;
    }
  }
}
