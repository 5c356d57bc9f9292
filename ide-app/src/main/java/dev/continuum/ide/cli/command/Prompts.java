package dev.continuum.ide.cli.command;

import java.io.Console;
import java.util.Optional;

/** A person at the terminal. */
public interface Prompts {
  /** Asks a yes-or-no question; anything but a clear yes is no. */
  boolean confirm(String question);

  /** Asks for a secret without showing it; empty at the end of input. */
  Optional<char[]> secret(String question);

  /** Asks for a line of text; empty at the end of input. */
  Optional<String> line(String question);

  /** The person at the console, if there is one. */
  static Optional<Prompts> ofConsole() {
    Console console = System.console();
    return console == null || !console.isTerminal()
        ? Optional.empty()
        : Optional.of(new ConsolePrompts(console));
  }

  /** Asks at the console. */
  record ConsolePrompts(Console console) implements Prompts {
    @Override
    public boolean confirm(String question) {
      String answer = console.readLine("%s [yes/no] ", question);
      return answer != null && answer.strip().equalsIgnoreCase("yes");
    }

    @Override
    public Optional<String> line(String question) {
      return Optional.ofNullable(console.readLine("%s ", question));
    }

    @Override
    public Optional<char[]> secret(String question) {
      return Optional.ofNullable(console.readPassword("%s ", question));
    }
  }
}
