package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The commands about apps on devices, by their names. */
public final class DeployCommands {
  private DeployCommands() {}

  /** How each is made, in the order of the help text. */
  public static Map<String, Function<CliContext, Object>> all() {
    Map<String, Function<CliContext, Object>> commands = new LinkedHashMap<>();
    commands.put("deploy", DeployCommand::new);
    commands.put("queue", QueueCommand::line);
    commands.put("status", StatusCommand::new);
    commands.put("metrics", MetricsCommand::new);
    commands.put("logs", LogsCommand::new);
    commands.put("stop", StopCommand::new);
    commands.put("start", StartCommand::new);
    commands.put("restart", RestartCommand::new);
    commands.put("history", HistoryCommand::new);
    commands.put("rollback", RollbackCommand::new);
    commands.put("pin", PinCommand::new);
    commands.put("unpin", UnpinCommand::new);
    commands.put("prune", PruneCommand::new);
    commands.put("remove-app", RemoveAppCommand::new);
    return commands;
  }
}
