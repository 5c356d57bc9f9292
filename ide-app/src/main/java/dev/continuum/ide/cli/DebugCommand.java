package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.Builds;
import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.RunOptions;
import dev.continuum.ide.cli.command.Terminal;
import dev.continuum.ide.guest.GuestStart;
import dev.continuum.ide.guest.Program;
import dev.continuum.ide.guest.ProgramException;
import dev.continuum.ide.project.RunConfigurations;
import dev.continuum.ide.project.RunPlan;
import dev.continuum.ide.prompt.CommandException;
import dev.continuum.ide.prompt.Debuggee;
import dev.continuum.ide.prompt.Prompt;
import dev.continuum.ide.prompt.Script;
import dev.continuum.ide.prompt.Waiting;
import dev.continuum.inspector.exec.LinkException;
import dev.continuum.inspector.exec.wasi.WasiInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Steps through a module or a project. */
@Command(
    name = "debug",
    customSynopsis =
        "continuum debug [--commands FILE] [--load FILE] [--json] [--dir HOST::GUEST[::ro]]..."
            + " [--env NAME=VALUE]... [--invoke FUNC] FILE|DIR [-- ARGS...]",
    description = {
      "Step through a module or a project, instruction by instruction, forwards and backwards.",
      "At a terminal, commands are typed (‘help’ lists them); otherwise they are read from"
          + " --commands or standard input, a line each, and # begins a remark. The first command"
          + " of --commands that fails ends it with exit status 1.",
    })
final class DebugCommand extends CliCommand {
  @Parameters(paramLabel = "FILE|DIR", description = "A .wasm or .wat file, or a project's folder.")
  Path place = Path.of("");

  @Mixin RunOptions options = new RunOptions();

  @Option(
      names = "--invoke",
      paramLabel = "FUNC",
      description = "Call this export with the arguments after --.")
  @Nullable String invoke;

  @Option(
      names = "--commands",
      paramLabel = "FILE",
      description = "Carry out the commands of a file; standard input is the app's.")
  @Nullable Path commands;

  @Option(
      names = "--load",
      paramLabel = "FILE",
      description = "Begin with what ‘save’ or ‘run --record’ has written, of the same module.")
  @Nullable Path load;

  @Option(
      names = "--history",
      paramLabel = "MIB",
      defaultValue = "512",
      description = "How much memory going back may take, in MiB (${DEFAULT-VALUE}).")
  int history = 512;

  @Option(
      names = "--reproducible",
      description = "Give the app a clock and random numbers that are the same each time.")
  boolean reproducible;

  DebugCommand(CliContext context) {
    super(context);
  }

  @Override
  public boolean takesGuestArguments() {
    return true;
  }

  @Override
  public Integer call() throws Exception {
    if (history < 1) {
      throw CliException.wrongCall("--history is 1 MiB at least.", "Leave it out for 512.");
    }
    RunPlan plan =
        RunConfigurations.local(
            place, options.overrides(Optional.empty(), guestArguments(), invoke, Map.of()));
    new Builds(terminal(), services()).prepare(plan);
    try {
      Program program = Program.read(plan.module());
      GuestStart launch =
          GuestStart.of(plan.configuration(), program, (long) history << 20, reproducible);
      DebugOutput output = new DebugOutput(terminal(), json);
      boolean good =
          commands == null && !json && terminal().prompts().get().isPresent()
              ? atPrompt(program, launch, output)
              : byScript(program, launch, output);
      output.end();
      return good ? ExitStatus.DONE : ExitStatus.FAILED;
    } catch (CommandException | ProgramException | LinkException refused) {
      throw CliException.failed(
          "BAD_MODULE",
          refused.getMessage() + ".",
          "‘continuum help debug’ says how it is called.");
    }
  }

  private boolean atPrompt(Program program, GuestStart launch, DebugOutput output)
      throws Exception {
    Path file = services().folders().state().resolve("debug-history");
    Files.createDirectories(file.getParent());
    try (org.jline.terminal.Terminal console =
        TerminalBuilder.builder().system(true).encoding(Terminal.encoding()).build()) {
      Prompt prompt = new Prompt(console, file);
      try (Debuggee debuggee =
          new Debuggee(program, launch, load, prompt.input(), output, prompt)) {
        terminal().line("‘help’ lists the commands, ‘quit’ ends.");
        prompt.run(debuggee, output);
      }
    }
    return true;
  }

  private boolean byScript(Program program, GuestStart launch, DebugOutput output)
      throws Exception {
    WasiInput input = commands == null ? WasiInput.EMPTY : WasiInput.from(terminal().in());
    try (BufferedReader lines = commandLines();
        Debuggee debuggee = new Debuggee(program, launch, load, input, output, Waiting.SILENTLY)) {
      boolean good = Script.run(debuggee, lines, output, commands == null);
      return good || commands == null;
    }
  }

  private BufferedReader commandLines() throws IOException {
    return commands == null
        ? new BufferedReader(new InputStreamReader(terminal().in(), StandardCharsets.UTF_8))
        : Files.newBufferedReader(commands);
  }
}
