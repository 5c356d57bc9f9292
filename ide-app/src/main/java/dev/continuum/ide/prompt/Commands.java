package dev.continuum.ide.prompt;

import dev.continuum.inspector.debug.BindException;
import dev.continuum.inspector.debug.expression.ExpressionException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All commands, and how a line becomes an answer. */
public final class Commands {
  private static final Command QUIT =
      new Command(
          List.of("quit", "q", "exit"),
          "",
          "End the program and the debugger",
          Command.Argument.NONE,
          (debuggee, argument) -> Answer.done(""));

  /** In the order of the help. */
  static final List<Command> ALL = all();

  private Commands() {}

  private static List<Command> all() {
    List<Command> all = new ArrayList<>();
    all.addAll(MotionCommands.ALL);
    all.addAll(BreakpointCommands.ALL);
    all.addAll(StateCommands.ALL);
    all.addAll(ProgramCommands.ALL);
    all.add(
        new Command(
            List.of("help", "h", "?"),
            "[COMMAND]",
            "Say what the commands do",
            Command.Argument.COMMAND,
            (debuggee, argument) -> help(argument)));
    all.add(QUIT);
    return List.copyOf(all);
  }

  /** Whether a line is the command to end. */
  public static boolean isQuit(String line) {
    return find(word(line)) == QUIT;
  }

  /** Whether an empty line after this one does the same again. */
  static boolean isRepeated(String line) {
    Command command = find(word(line));
    return command != null && MotionCommands.ALL.contains(command);
  }

  /** Whether there is nothing to do: a line that is empty, or a remark behind {@code #}. */
  public static boolean isRemark(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#");
  }

  /**
   * Carries a command out.
   *
   * @throws InterruptedException when the thread is interrupted while the guest moves, which then
   *     stands still soon
   * @throws IOException when nobody reads the answers any more
   */
  public static Answer run(Debuggee debuggee, String line) throws Exception {
    String text = line.strip();
    String word = word(text);
    Command command = find(word);
    if (command == null) {
      return Answer.failure(unknown(word));
    }
    String argument = text.substring(word.length()).strip();
    if (command.usage().isEmpty() && !argument.isEmpty()) {
      return Answer.failure("‘%s’ takes nothing behind it".formatted(command.name()));
    }
    try {
      return command.action().run(debuggee, argument);
    } catch (ExpressionException failed) {
      return failure(failed);
    } catch (CommandException | BindException failed) {
      return Answer.failure(String.valueOf(failed.getMessage()));
    } catch (NoSuchFileException | FileNotFoundException missing) {
      return Answer.failure("There is no file " + missing.getMessage());
    } catch (AccessDeniedException denied) {
      return Answer.failure("Access to %s was denied".formatted(denied.getMessage()));
    } catch (FileAlreadyExistsException there) {
      return Answer.failure("%s is there already".formatted(there.getMessage()));
    } catch (IOException failed) {
      return Answer.failure(String.valueOf(failed.getMessage()));
    }
  }

  /** Says which characters are meant, too. */
  private static Answer failure(ExpressionException failed) {
    return new Answer(
        String.valueOf(failed.getMessage()),
        Answer.object(
            "answer", "error",
            "message", failed.getMessage(),
            "kind", failed.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
            "start", failed.range().start(),
            "end", failed.range().end()),
        true);
  }

  private static String word(String line) {
    String text = line.strip();
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  /** By name, short name, or a beginning that only one name has. */
  static @Nullable Command find(String word) {
    Command found = null;
    boolean several = false;
    for (Command command : ALL) {
      if (command.names().contains(word)) {
        return command;
      }
      if (!word.isEmpty() && command.name().startsWith(word)) {
        several = found != null;
        found = command;
      }
    }
    return several ? null : found;
  }

  private static String unknown(String word) {
    List<String> near =
        ALL.stream().map(Command::name).filter(name -> name.startsWith(word)).toList();
    return near.isEmpty()
        ? "“%s” is no command; ‘help’ lists them".formatted(word)
        : "“%s” may be %s".formatted(word, String.join(" or ", near));
  }

  private static Answer help(String word) throws CommandException {
    if (!word.isEmpty()) {
      Command command = find(word);
      if (command == null) {
        throw new CommandException(unknown(word));
      }
      List<String> others = command.names().subList(1, command.names().size());
      String text =
          command.synopsis()
              + (others.isEmpty() ? "" : "   (short: " + String.join(", ", others) + ")")
              + "\n  "
              + command.help()
              + ".";
      return Answer.of("help", text, "commands", List.of(json(command)));
    }
    int width = ALL.stream().mapToInt(command -> command.synopsis().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Command command : ALL) {
      lines.add(("%-" + width + "s  %s").formatted(command.synopsis(), command.help()));
    }
    lines.add("A command may be shortened as long as it is clear.");
    return Answer.of("help", lines, "commands", ALL.stream().map(Commands::json).toList());
  }

  private static Object json(Command command) {
    return Answer.object(
        "name", command.name(),
        "synopsis", command.synopsis(),
        "short", command.names().subList(1, command.names().size()),
        "help", command.help());
  }
}
