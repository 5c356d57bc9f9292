package dev.continuum.ide.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes to whole lines: indent, comment, duplicate, move. Each is one step to undo. Pure; a
 * selection is given by its anchor and its caret.
 */
final class LineEdits {
  private LineEdits() {}

  /** The lines a selection touches; one that ends at a line's start does not touch that line. */
  private record Block(int start, int end, List<String> lines) {
    static Block of(String text, int anchor, int caret) {
      int from = Math.min(anchor, caret);
      int to = Math.max(anchor, caret);
      if (to > from && text.charAt(to - 1) == '\n') {
        to--;
      }
      int start = text.lastIndexOf('\n', from - 1) + 1;
      int end = text.indexOf('\n', to);
      end = end < 0 ? text.length() : end;
      return new Block(start, end, List.of(text.substring(start, end).split("\n", -1)));
    }
  }

  /** Moves the selected lines one step to the right; empty lines stay empty. */
  static TextEdit indent(String text, int anchor, int caret, String step) {
    Block block = Block.of(text, anchor, caret);
    List<String> lines = new ArrayList<>();
    for (String line : block.lines()) {
      lines.add(line.isBlank() ? line : step + line);
    }
    return replaced(block, lines, anchor, caret);
  }

  /** Moves the selected lines one step to the left, as far as they are indented. */
  static TextEdit outdent(String text, int anchor, int caret, String step) {
    Block block = Block.of(text, anchor, caret);
    List<String> lines = new ArrayList<>();
    for (String line : block.lines()) {
      int cut = 0;
      if (line.startsWith("\t")) {
        cut = 1;
      } else {
        int most = step.equals("\t") ? 4 : step.length();
        while (cut < most && cut < line.length() && line.charAt(cut) == ' ') {
          cut++;
        }
      }
      lines.add(line.substring(cut));
    }
    return replaced(block, lines, anchor, caret);
  }

  /** Comments the selected lines out, or in again when all of them are comments. */
  static TextEdit toggleComment(String text, int anchor, int caret, String mark) {
    Block block = Block.of(text, anchor, caret);
    boolean all = true;
    boolean any = false;
    int column = Integer.MAX_VALUE;
    for (String line : block.lines()) {
      if (!line.isBlank()) {
        any = true;
        all &= line.stripLeading().startsWith(mark);
        column = Math.min(column, indentation(line).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String line : block.lines()) {
      if (line.isBlank() && any) {
        lines.add(line);
      } else if (any && all) {
        int at = line.indexOf(mark);
        int rest = at + mark.length();
        lines.add(
            line.substring(0, at) + line.substring(line.startsWith(" ", rest) ? rest + 1 : rest));
      } else {
        int at = any ? column : line.length();
        lines.add(line.substring(0, at) + mark + " " + line.substring(at));
      }
    }
    return replaced(block, lines, anchor, caret);
  }

  /** Writes the selected lines once more, below. */
  static TextEdit duplicate(String text, int anchor, int caret) {
    Block block = Block.of(text, anchor, caret);
    String copy = "\n" + String.join("\n", block.lines());
    return new TextEdit(
        block.end(), block.end(), copy, anchor + copy.length(), caret + copy.length());
  }

  /** Moves the selected lines up, or down, by one; empty where there is no line to pass. */
  static Optional<TextEdit> move(String text, int anchor, int caret, boolean up) {
    Block block = Block.of(text, anchor, caret);
    String moved = text.substring(block.start(), block.end());
    if (up) {
      if (block.start() == 0) {
        return Optional.empty();
      }
      int above = text.lastIndexOf('\n', block.start() - 2) + 1;
      String passed = text.substring(above, block.start() - 1);
      int shift = passed.length() + 1;
      return Optional.of(
          new TextEdit(above, block.end(), moved + "\n" + passed, anchor - shift, caret - shift));
    }
    if (block.end() == text.length()) {
      return Optional.empty();
    }
    int below = text.indexOf('\n', block.end() + 1);
    below = below < 0 ? text.length() : below;
    String passed = text.substring(block.end() + 1, below);
    int shift = passed.length() + 1;
    return Optional.of(
        new TextEdit(block.start(), below, passed + "\n" + moved, anchor + shift, caret + shift));
  }

  /** What the Enter key writes: a line break, and the indentation the next line should have. */
  static TextEdit newLine(String text, int anchor, int caret, Language language) {
    int from = Math.min(anchor, caret);
    int to = Math.max(anchor, caret);
    int start = text.lastIndexOf('\n', from - 1) + 1;
    String line = text.substring(start, from);
    String indent = indentation(line);
    String code = line;
    String mark = language.lineComment();
    if (mark != null && line.contains(mark)) {
      code = line.substring(0, line.indexOf(mark));
    }
    if (language == Language.WAT) {
      indent = opens(code) > 0 ? indent + language.step() : indent;
    } else if (!code.isBlank()
        && language
                .opening()
                .indexOf(code.stripTrailing().charAt(code.stripTrailing().length() - 1))
            >= 0) {
      indent += language.step();
    }
    String inserted = "\n" + indent;
    return new TextEdit(from, to, inserted, from + inserted.length(), from + inserted.length());
  }

  /** How many more brackets a line opens than it closes, strings left out. */
  private static int opens(String line) {
    int open = 0;
    boolean inString = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && inString) {
        i++;
      } else if (c == '"') {
        inString = !inString;
      } else if (!inString && c == '(') {
        open++;
      } else if (!inString && c == ')') {
        open--;
      }
    }
    return open;
  }

  static String indentation(String line) {
    int end = 0;
    while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
      end++;
    }
    return line.substring(0, end);
  }

  private static TextEdit replaced(Block block, List<String> lines, int anchor, int caret) {
    return new TextEdit(
        block.start(),
        block.end(),
        String.join("\n", lines),
        moved(block, lines, anchor),
        moved(block, lines, caret));
  }

  /** Where a position ends up when each line changed only near its beginning. */
  private static int moved(Block block, List<String> lines, int position) {
    int before = block.start();
    int after = block.start();
    for (int i = 0; i < lines.size(); i++) {
      String was = block.lines().get(i);
      String is = lines.get(i);
      if (position <= before + was.length() || i == lines.size() - 1) {
        int column = position - before;
        if (i > 0 && column == 0 || position == block.start()) {
          return after;
        }
        return Math.max(after, after + column + is.length() - was.length());
      }
      before += was.length() + 1;
      after += is.length() + 1;
    }
    return position;
  }
}
