package dev.continuum.ide.cli;

import dev.continuum.ide.Version;
import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.command.Table;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.targets.target.run.RunEngine;
import dev.continuum.templates.Tool;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Says what is installed, what is missing, and how to get it. */
@Command(
    name = "doctor",
    description =
        "Say which engines, compilers and tools are here, and how to get those that are not.")
final class DoctorCommand extends CliCommand {
  DoctorCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() {
    List<Tool> tools = services().toolchains().detect();
    sayJson(
        Json.object(
            "version", Version.text(),
            "java", System.getProperty("java.version"),
            "config", services().folders().config(),
            "engines", LocalTarget.engines().stream().map(RunEngine::id).toList(),
            "tools", tools.stream().map(DoctorCommand::toJson).toList()));
    if (json) {
      return ExitStatus.DONE;
    }
    say("Continuum Studio " + Version.text() + " on Java " + System.getProperty("java.version"));
    say("Its files: " + services().folders().config());
    say(
        "Modules run on: "
            + LocalTarget.engines().stream()
                .map(RunEngine::title)
                .collect(Collectors.joining(", ")));
    say("");
    Table table = new Table("llll");
    for (Tool tool : tools) {
      table.row(
          tool.found() ? "found  " : "missing",
          tool.title(),
          tool.version().orElse(tool.found() ? "" : "-"),
          tool.found() ? tool.path().map(Object::toString).orElse("") : tool.purpose());
    }
    table.lines().forEach(this::say);
    List<Tool> missing = tools.stream().filter(tool -> !tool.found()).toList();
    if (!missing.isEmpty()) {
      say("");
      say("What is missing is needed only for what it is for. To get it:");
      for (Tool tool : missing) {
        say("  " + tool.title() + ": " + SafeText.line(tool.trouble()));
        say("    " + tool.install());
      }
    }
    return ExitStatus.DONE;
  }

  private static Map<String, @Nullable Object> toJson(Tool tool) {
    return Json.object(
        "id", tool.id(),
        "title", tool.title(),
        "purpose", tool.purpose(),
        "found", tool.found(),
        "path", tool.path(),
        "version", tool.version(),
        "trouble", tool.trouble().isEmpty() ? null : tool.trouble(),
        "install", tool.found() ? null : tool.install());
  }
}
