package dev.continuum.ide.cli;

import dev.continuum.ide.Services;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.Terminal;
import dev.continuum.ide.cli.deploy.DeployCommands;
import dev.continuum.ide.cli.device.DeviceCommand;
import dev.continuum.ide.task.Threads;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine;

/** The command line: from arguments to an exit status. */
public final class CommandLineApp {
  private static final int SECONDS_TO_END = 5;

  /** The commands, in the order of the help text. */
  private static final Map<String, Function<CliContext, Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("new", NewCommand::new);
    COMMANDS.put("build", BuildCommand::new);
    COMMANDS.put("inspect", InspectCommand::new);
    COMMANDS.put("wat", WatCommand::new);
    COMMANDS.put("assemble", AssembleCommand::new);
    COMMANDS.put("validate", ValidateCommand::new);
    COMMANDS.put("wast", WastCommand::new);
    COMMANDS.put("run", RunCommand::new);
    COMMANDS.put("debug", DebugCommand::new);
    COMMANDS.put("device", DeviceCommand::line);
    COMMANDS.putAll(DeployCommands.all());
    COMMANDS.put("doctor", DoctorCommand::new);
  }

  private final Terminal terminal;
  private final Services services;

  CommandLineApp(Terminal terminal, Services services) {
    this.terminal = terminal;
    this.services = services;
  }

  /**
   * Runs a command of this process; being asked to end (Ctrl+C) interrupts it and gives it a moment
   * to clean up.
   *
   * @return the exit status
   */
  public static int main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess();
    Thread worker = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    try (Threads.Handle hook =
        Threads.atExit(() -> {
          worker.interrupt();
          await(ended);
        })) {
      return new CommandLineApp(terminal, Services.ofUser()).run(arguments);
    } finally {
      ended.countDown();
    }
  }

  private static void await(CountDownLatch ended) {
    try {
      boolean inTime = ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
      assert inTime || ended.getCount() > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says on standard error why the program cannot go on. */
  public static void complain(String message) {
    Terminal.ofProcess().errorLine(message);
  }

  /** Runs some commands that print nothing and change nothing, for the start-up cache. */
  public static void train(Services services) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    Terminal quiet =
        new Terminal(
            InputStream.nullInputStream(), nowhere, nowhere, Optional::empty, false, false);
    CommandLineApp app = new CommandLineApp(quiet, services);
    app.run("help");
    app.run("device", "list");
    app.run("device", "list", "--json");
  }

  /** Whether a word is a command, or {@code help}. */
  public static boolean isCommand(String word) {
    return COMMANDS.containsKey(word) || word.equals("help");
  }

  /** Runs a command. */
  int run(String... arguments) {
    List<String> all = Arrays.asList(arguments);
    int dashes = all.indexOf("--");
    List<String> own = dashes < 0 ? all : all.subList(0, dashes);
    Optional<List<String>> guest =
        dashes < 0 ? Optional.empty() : Optional.of(all.subList(dashes + 1, all.size()));
    CliContext context = new CliContext(terminal, services, guest);
    CommandLine line = commandLine(context, own);
    Failures failures = new Failures(terminal, own.contains("--json"));
    line.setParameterExceptionHandler((exception, args) -> failures.wrongCall(exception));
    line.setExecutionExceptionHandler((exception, command, result) -> failures.failed(exception));
    line.setExecutionStrategy(result -> {
      failures.requireNoGuestArguments(result, guest.isPresent());
      try {
        return new CommandLine.RunLast().execute(result);
      } catch (OutOfMemoryError tooLarge) {
        return failures.outOfMemory();
      }
    });
    return line.execute(own.toArray(String[]::new));
  }

  /** Making the model of a command costs time, so only the wanted one is made where it is clear. */
  private CommandLine commandLine(CliContext context, List<String> arguments) {
    CommandLine line = new CommandLine(new RootCommand());
    String wanted = arguments.isEmpty() ? "" : arguments.getFirst();
    COMMANDS.forEach((name, command) -> {
      if (!COMMANDS.containsKey(wanted) || name.equals(wanted)) {
        line.addSubcommand(name, command.apply(context));
      }
    });
    line.addSubcommand("help", new CommandLine.HelpCommand());
    line.setOut(new PrintWriter(terminal.printStream(terminal.out()), true));
    line.setErr(new PrintWriter(terminal.printStream(terminal.err()), true));
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setAbbreviatedOptionsAllowed(false);
    line.setExpandAtFiles(false);
    return line;
  }
}
