package dev.continuum.ide.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites keys of one table of a TOML text and leaves every other character as it is, comments
 * too. For text that was parsed without error (TOML 1.0).
 */
final class TomlSection {
  private static final Pattern HEADER = Pattern.compile("\\s*\\[+\\s*([^\\]]+?)\\s*]+\\s*(#.*)?");
  private static final Pattern KEY =
      Pattern.compile("\\s*\"?([A-Za-z0-9_-]+)\"?\\s*[.=].*", Pattern.DOTALL);
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

  private TomlSection() {}

  /** A statement: a header, a key with its value over all its lines, or blank and comment lines. */
  private record Statement(String text) {}

  /**
   * The text with the keys replaced.
   *
   * @param table the table's name
   * @param ours its keys to replace, and the sub-tables of those names
   * @param lines what stands in their place, a key with its value a line
   */
  static String rewritten(String text, String table, Set<String> ours, List<String> lines) {
    String newline = text.contains("\r\n") ? "\r\n" : "\n";
    List<String> kept = new ArrayList<>();
    int insertAt = -1;
    String present = "";
    for (Statement statement : statements(text)) {
      Matcher header = HEADER.matcher(statement.text().strip());
      if (header.matches()) {
        present = header.group(1).replaceAll("[\\s\"']", "");
        if (isOurs(present, table, ours)) {
          continue;
        }
        kept.add(statement.text());
        if (present.equals(table)) {
          insertAt = kept.size();
        }
        continue;
      }
      Matcher key = KEY.matcher(statement.text());
      boolean isKey = key.matches() && !statement.text().strip().startsWith("#");
      boolean replaced =
          isKey
              && (isOurs(present, table, ours)
                  || (present.equals(table) && ours.contains(key.group(1))));
      if (!replaced) {
        kept.add(statement.text());
      }
    }
    if (insertAt < 0) {
      if (lines.isEmpty()) {
        return text;
      }
      String last = kept.isEmpty() ? "" : kept.getLast();
      if (!last.isEmpty() && !last.endsWith("\n")) {
        kept.add(newline);
      }
      if (!kept.isEmpty()) {
        kept.add(newline);
      }
      kept.add("[" + table + "]" + newline);
      insertAt = kept.size();
    } else if (!kept.get(insertAt - 1).endsWith("\n")) {
      kept.set(insertAt - 1, kept.get(insertAt - 1) + newline);
    }
    for (int i = lines.size() - 1; i >= 0; i--) {
      kept.add(insertAt, lines.get(i) + newline);
    }
    return String.join("", kept);
  }

  private static boolean isOurs(String present, String table, Set<String> ours) {
    return present.startsWith(table + ".") && ours.contains(present.substring(table.length() + 1));
  }

  /** A key, quoted where it must be. */
  static String key(String name) {
    return BARE.matcher(name).matches() ? name : string(name);
  }

  /** A text as a basic string. */
  static String string(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append(String.format("\\u%04X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  private static List<Statement> statements(String text) {
    List<Statement> statements = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = statementEnd(text, start);
      statements.add(new Statement(text.substring(start, end)));
      start = end;
    }
    return statements;
  }

  /** The end of a statement with its line end: brackets and strings may span lines. */
  private static int statementEnd(String text, int start) {
    int depth = 0;
    boolean isHeader = text.substring(start).stripLeading().startsWith("[");
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' && depth <= 0) {
        return i + 1;
      } else if (c == '#') {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() - 1 : end - 1;
      } else if (c == '"' || c == '\'') {
        i = stringEnd(text, i) - 1;
      } else if (!isHeader && (c == '[' || c == '{')) {
        depth++;
      } else if (!isHeader && (c == ']' || c == '}')) {
        depth--;
      }
    }
    return text.length();
  }

  private static int stringEnd(String text, int start) {
    char quote = text.charAt(start);
    String triple = String.valueOf(quote).repeat(3);
    boolean isLong = text.startsWith(triple, start);
    int i = start + (isLong ? 3 : 1);
    while (i < text.length()) {
      if (quote == '"' && text.charAt(i) == '\\') {
        i += 2;
      } else if (isLong && text.startsWith(triple, i)) {
        i += 3;
        // Up to two more quotes may belong to the string's end.
        while (i < text.length() && text.charAt(i) == quote) {
          i++;
        }
        return i;
      } else if (!isLong && (text.charAt(i) == quote || text.charAt(i) == '\n')) {
        return i + 1;
      } else {
        i++;
      }
    }
    return text.length();
  }
}
