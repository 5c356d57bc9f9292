package dev.continuum.ide.project;

import java.util.HashMap;
import java.util.Map;

/**
 * On which line each key of a TOML text stands: the parser tells lines for what it cannot read
 * only. For text that has been parsed without error; keys are joined with dots.
 */
final class TomlLines {
  private final String text;
  private final Map<String, Integer> lines = new HashMap<>();
  private int at;
  private int line = 1;

  private TomlLines(String text) {
    this.text = text;
  }

  /** The lines, from 1, of all keys and tables. */
  static Map<String, Integer> of(String text) {
    TomlLines scan = new TomlLines(text);
    scan.scan();
    return scan.lines;
  }

  private void scan() {
    String table = "";
    while (at < text.length()) {
      skipBlank();
      if (at >= text.length()) {
        return;
      }
      if (peek() == '[') {
        while (peek() == '[') {
          at++;
        }
        table = key();
        lines.putIfAbsent(table, line);
        skipToLineEnd();
      } else {
        int keyLine = line;
        String key = key();
        String path = table.isEmpty() ? key : table + "." + key;
        if (!key.isEmpty()) {
          noteWithParents(path, keyLine);
        }
        skipValue();
      }
    }
  }

  private void noteWithParents(String path, int keyLine) {
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      lines.putIfAbsent(path.substring(0, dot), keyLine);
    }
    lines.putIfAbsent(path, keyLine);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void advance() {
    if (peek() == '\n') {
      line++;
    }
    at++;
  }

  private void skipBlank() {
    while (at < text.length()) {
      if (peek() == '#') {
        skipToLineEnd();
      } else if (Character.isWhitespace(peek())) {
        advance();
      } else {
        return;
      }
    }
  }

  private void skipToLineEnd() {
    while (at < text.length() && peek() != '\n') {
      at++;
    }
  }

  /** A key up to its {@code =} or {@code ]}, quotes and blanks taken away. */
  private String key() {
    StringBuilder key = new StringBuilder();
    while (at < text.length() && peek() != '=' && peek() != ']' && peek() != '\n') {
      if (peek() == '"' || peek() == '\'') {
        int start = at + 1;
        skipString();
        key.append(text, start, Math.max(start, at - 1));
      } else {
        if (!Character.isWhitespace(peek())) {
          key.append(peek());
        }
        at++;
      }
    }
    return key.toString();
  }

  /** From the {@code =} to the value's end, which may be lines below. */
  private void skipValue() {
    int depth = 0;
    while (at < text.length()) {
      char c = peek();
      if (c == '"' || c == '\'') {
        skipString();
        continue;
      }
      if (c == '#') {
        skipToLineEnd();
        continue;
      }
      if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      } else if (c == '\n' && depth <= 0) {
        return;
      }
      advance();
    }
  }

  private void skipString() {
    char quote = peek();
    String triple = String.valueOf(quote).repeat(3);
    boolean many = text.startsWith(triple, at);
    at += many ? 3 : 1;
    while (at < text.length()) {
      if (quote == '"' && peek() == '\\') {
        at++;
        if (at < text.length()) {
          advance();
        }
      } else if (many ? text.startsWith(triple, at) : peek() == quote) {
        at += many ? 3 : 1;
        // Up to two quotes may stand before the closing three.
        while (many && peek() == quote) {
          at++;
        }
        return;
      } else {
        advance();
      }
    }
  }
}
