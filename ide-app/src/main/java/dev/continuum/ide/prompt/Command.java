package dev.continuum.ide.prompt;

import java.util.List;

/**
 * A command of the debugger.
 *
 * @param names the first is its own; the others are short for it
 * @param usage what goes behind its name; empty for nothing
 * @param help a sentence, without its full stop
 * @param argument what is typed behind its name, for completion
 */
record Command(List<String> names, String usage, String help, Argument argument, Action action) {
  /** What a command does. */
  @FunctionalInterface
  interface Action {
    /**
     * Carries it out.
     *
     * @param argument what was typed behind the name, without spaces around it
     * @throws Exception when it cannot be; {@link Commands#run} says for which reasons
     */
    Answer run(Debuggee debuggee, String argument) throws Exception;
  }

  /** What is typed behind the name of a command. */
  enum Argument {
    NONE,
    EXPRESSION,
    /** Where a breakpoint is. */
    LOCATION,
    FILE,
    COMMAND
  }

  Command {
    names = List.copyOf(names);
  }

  String name() {
    return names.getFirst();
  }

  /** How it is called. */
  String synopsis() {
    return usage.isEmpty() ? name() : name() + " " + usage;
  }
}
