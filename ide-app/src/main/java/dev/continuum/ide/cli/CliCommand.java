package dev.continuum.ide.cli;

import dev.continuum.ide.Services;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands have: where they write, the services, {@code --json} and {@code --help}. */
abstract class CliCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(
      names = "--json",
      description = "Print what a program can read (JSON) to standard output.")
  boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Explain this command.")
  boolean help;

  CliCommand(CliContext context) {
    this.context = context;
  }

  /**
   * Does the work.
   *
   * @return the exit status
   */
  @Override
  public abstract Integer call() throws Exception;

  /** Whether arguments after {@code --} mean something to this command. */
  boolean takesGuestArguments() {
    return false;
  }

  final Terminal terminal() {
    return context.terminal();
  }

  final Services services() {
    return context.services();
  }

  /** What stood after {@code --}; empty when there was no {@code --}. */
  final Optional<List<String>> guestArguments() {
    return context.guestArguments();
  }

  /** Prints a line of text; nothing when JSON is wanted. */
  final void say(String text) {
    if (!json) {
      terminal().line(text);
    }
  }

  /** Prints a JSON object; nothing when text is wanted. */
  final void sayJson(Map<String, @Nullable Object> object) {
    if (json) {
      terminal().line(Json.line(object));
    }
  }
}
