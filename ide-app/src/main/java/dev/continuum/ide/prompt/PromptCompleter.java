package dev.continuum.ide.prompt;

import dev.continuum.inspector.debug.expression.Completion;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Function;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/** Completes commands, and what goes behind them. */
final class PromptCompleter implements Completer {
  /** More than that nobody reads. */
  private static final int MOST = 500;

  private final Debuggee debuggee;

  PromptCompleter(Debuggee debuggee) {
    this.debuggee = debuggee;
  }

  /** Where the word begins that a cursor is in. */
  static int wordStart(String line, int cursor) {
    int behind = commandEnd(line);
    if (cursor <= behind) {
      return line.length() - line.stripLeading().length();
    }
    Command command = Commands.find(line.substring(0, behind).strip());
    Command.Argument argument = command == null ? Command.Argument.NONE : command.argument();
    int start = cursor;
    while (start > behind && isPart(argument, line.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isPart(Command.Argument argument, char c) {
    return switch (argument) {
      case EXPRESSION -> Character.isLetterOrDigit(c) || "_#@$".indexOf(c) >= 0;
      // A name of a file may have spaces, and goes up to the command.
      case FILE -> true;
      default -> !Character.isWhitespace(c);
    };
  }

  /** Where the first word ends. */
  private static int commandEnd(String line) {
    int end = line.length() - line.stripLeading().length();
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return end;
  }

  @Override
  public void complete(LineReader reader, ParsedLine parsed, List<Candidate> found) {
    String line = parsed.line();
    int cursor = parsed.cursor();
    int behind = commandEnd(line);
    if (cursor <= behind) {
      commands(found);
      return;
    }
    Command command = Commands.find(line.substring(0, behind).strip());
    if (command == null) {
      return;
    }
    switch (command.argument()) {
      case NONE -> {}
      case COMMAND -> commands(found);
      case EXPRESSION -> expressions(line, cursor, behind, found);
      case LOCATION -> {
        if (line.substring(behind, cursor).matches(".*\\bif\\b.*")) {
          expressions(line, cursor, line.lastIndexOf(" if ", cursor) + 4, found);
        } else {
          locations(found);
        }
      }
      case FILE -> files(parsed.word().stripLeading(), found);
    }
  }

  private static void commands(List<Candidate> found) {
    for (Command command : Commands.ALL) {
      add(found, command.name(), command.help());
    }
  }

  private void expressions(String line, int cursor, int from, List<Candidate> found) {
    String text = line.substring(from);
    int word = wordStart(line, cursor);
    List<Completion> completions;
    try {
      completions =
          debuggee.look(backend ->
              Expression.completions(text, cursor - from, backend.scope(debuggee.level())));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
    for (Completion completion : completions) {
      if (completion.replaced().start() + from == word && found.size() < MOST) {
        boolean open = completion.text().endsWith("[") || completion.text().endsWith("(");
        found.add(candidate(completion.text(), completion.detail(), !open));
      }
    }
  }

  private void locations(List<Candidate> found) {
    for (String word : List.of("line", "import", "trap", "throw", "memory.grow")) {
      add(found, word, null);
    }
    for (Function function : debuggee.program().module().functions()) {
      String name = function.name();
      if (function.code() != null && name != null && found.size() < MOST) {
        add(found, Expression.nameText(name), null);
      }
    }
    for (Export export : debuggee.program().module().exports()) {
      if (export.kind() == ExternKind.FUNCTION && found.size() < MOST) {
        add(found, export.name(), "export");
      }
    }
  }

  private static void files(String typed, List<Candidate> found) {
    int slash = typed.lastIndexOf('/');
    String folder = typed.substring(0, slash + 1);
    try (Stream<Path> files = Files.list(Path.of(folder.isEmpty() ? "." : folder))) {
      for (Path file : files.sorted().limit(MOST).toList()) {
        boolean directory = Files.isDirectory(file);
        found.add(
            candidate(
                " " + folder + file.getFileName() + (directory ? "/" : ""), null, !directory));
      }
    } catch (IOException | UncheckedIOException unreadable) {
      // A folder that cannot be read has nothing to offer.
      return;
    }
  }

  private static void add(List<Candidate> found, String word, @Nullable String detail) {
    found.add(candidate(word, detail, true));
  }

  private static Candidate candidate(String word, @Nullable String detail, boolean complete) {
    return new Candidate(word, word, null, detail, null, null, complete);
  }
}
