package dev.continuum.ide.cli.command;

import java.util.Locale;

/**
 * Makes text of strangers (from modules, from devices) harmless for a terminal: control characters
 * and those that reorder or hide text are written as what they are.
 */
public final class SafeText {
  private SafeText() {}

  /** One line, whatever was in it: line feeds are written as {@code \n}. */
  public static String line(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String instead = instead(c);
      if (instead != null && out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (out != null) {
        if (instead == null) {
          out.append(c);
        } else {
          out.append(instead);
        }
      }
    }
    return out == null ? text : out.toString();
  }

  /** Text of several lines: line feeds and tabs are kept. */
  public static String lines(String text) {
    StringBuilder out = new StringBuilder();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      out.append(i == 0 ? "" : "\n").append(line(lines[i].replaceFirst("\r$", "")));
    }
    return out.toString();
  }

  private static @org.jspecify.annotations.Nullable String instead(char c) {
    if (c == '\n') {
      return "\\n";
    }
    if (c == '\r') {
      return "\\r";
    }
    if (c == '\t') {
      return null;
    }
    if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
      return String.format(Locale.ROOT, "\\x%02x", (int) c);
    }
    boolean hidden =
        c == 0x061c
            || (c >= 0x200b && c <= 0x200f)
            || (c >= 0x2028 && c <= 0x202e)
            || (c >= 0x2060 && c <= 0x206f)
            || c == 0xfeff;
    return hidden ? String.format(Locale.ROOT, "\\u{%x}", (int) c) : null;
  }
}
