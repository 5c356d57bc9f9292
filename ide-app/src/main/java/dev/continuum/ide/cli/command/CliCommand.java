package dev.continuum.ide.cli.command;

import dev.continuum.ide.Services;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands have: where they write, the services, {@code --json} and {@code --help}. */
public abstract class CliCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(
      names = "--json",
      description = "Print what a program can read (JSON) to standard output.")
  protected boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Explain this command.")
  boolean help;

  protected CliCommand(CliContext context) {
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
  public boolean takesGuestArguments() {
    return false;
  }

  public final Terminal terminal() {
    return context.terminal();
  }

  public final Services services() {
    return context.services();
  }

  /** What stood after {@code --}; empty when there was no {@code --}. */
  protected final Optional<List<String>> guestArguments() {
    return context.guestArguments();
  }

  /** Prints a line of text; nothing when JSON is wanted. */
  public final void say(String text) {
    if (!json) {
      terminal().line(text);
    }
  }

  /** Prints a JSON object; nothing when text is wanted. */
  public final void sayJson(Map<String, @Nullable Object> object) {
    if (json) {
      terminal().line(Json.line(object));
    }
  }
}
