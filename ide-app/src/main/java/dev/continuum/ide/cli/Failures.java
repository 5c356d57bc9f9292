package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.command.Terminal;
import dev.continuum.ide.project.ProjectException;
import dev.continuum.targets.target.TargetException;
import dev.continuum.templates.TemplateException;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;

/** From an exception to a message on standard error, JSON on standard output, an exit status. */
final class Failures {
  private final Terminal terminal;
  private final boolean json;

  Failures(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  /** The arguments could not be understood. */
  int wrongCall(CommandLine.ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    String message = e.getMessage() == null ? "The call is wrong" : e.getMessage();
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && e.getCommandLine().getParent() == null) {
      message =
          "“"
              + firstThatIsNothing(unmatched.getUnmatched())
              + "” is neither a command, nor a file or folder";
    }
    String help =
        command.equals("continuum")
            ? "continuum help"
            : command.replaceFirst("^continuum ", "continuum help ");
    tell("WRONG_CALL", sentence(SafeText.line(message)), "‘" + help + "’ says how it is called.");
    return ExitStatus.WRONG_CALL;
  }

  /** Of words that were no command: of several files the one that does not exist. */
  private static String firstThatIsNothing(List<String> words) {
    return words.stream()
        .filter(word -> !new File(word).exists())
        .findFirst()
        .orElse(words.getFirst());
  }

  /** A command that runs no app was given arguments for one. */
  void requireNoGuestArguments(CommandLine.ParseResult result, boolean given) {
    CommandLine.ParseResult last = result;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    Object command = last.commandSpec().userObject();
    if (given && command instanceof CliCommand known && !known.takesGuestArguments()) {
      throw new CommandLine.ParameterException(
          last.commandSpec().commandLine(),
          "Arguments after -- are for an app, and this command runs none");
    }
  }

  /** The work failed. */
  int failed(Exception exception) {
    switch (exception) {
      case CliException e -> {
        tell(e.problem(), String.valueOf(e.getMessage()), e.remedy());
        return e.status();
      }
      case TargetException e ->
          tell(e.problem().name(), String.valueOf(e.getMessage()), e.remedy());
      case ProjectException e -> tell("PROJECT", String.valueOf(e.getMessage()), e.remedy());
      case TemplateException e -> tell("PROJECT", String.valueOf(e.getMessage()), e.remedy());
      case InterruptedException e -> {
        terminal.errorLine("Stopped.");
        return ExitStatus.INTERRUPTED;
      }
      case NoSuchFileException e ->
          tell("FILE", e.getFile() + " does not exist.", "Name a file that does.");
      case AccessDeniedException e ->
          tell("FILE", "Access to " + e.getFile() + " was denied.", "Mend its permissions.");
      case FileSystemException e ->
          tell("FILE", sentence(String.valueOf(e.getMessage())), "Look at the file and its disk.");
      case IOException e -> tell("FILE", sentence(String.valueOf(e.getMessage())), "");
      case Terminal.OutputClosed e -> {
        // Whoever read our output has enough: nothing to say, and nobody to say it to.
        return ExitStatus.FAILED;
      }
      default -> {
        tell(
            "INTERNAL",
            "Continuum Studio made a mistake: " + exception + ".",
            "Please report it with what stands below.");
        exception.printStackTrace(terminal.printStream(terminal.err()));
      }
    }
    return ExitStatus.FAILED;
  }

  /** What was asked for needs more memory than there is. */
  int outOfMemory() {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    tell(
        "MEMORY",
        "This needs more memory than the " + megabytes + " MB that Continuum Studio may take.",
        "Let it take more: set JAVA_TOOL_OPTIONS=-Xmx8g, or what your computer has.");
    return ExitStatus.FAILED;
  }

  private void tell(String problem, String message, String remedy) {
    String text = SafeText.lines(message);
    terminal.errorLine(remedy.isEmpty() ? text : text + separator(text) + SafeText.lines(remedy));
    if (json) {
      terminal.line(
          Json.line(
              Json.object(
                  "error", Json.object("problem", problem, "message", message, "remedy", remedy))));
    }
  }

  private static String separator(String text) {
    return text.contains("\n") ? "\n" : " ";
  }

  private static String sentence(String text) {
    return text.matches("(?s).*[.!?]\\s*") ? text : text + ".";
  }
}
