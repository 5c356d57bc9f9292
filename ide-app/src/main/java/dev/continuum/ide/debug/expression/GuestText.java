package dev.continuum.ide.debug.expression;

import dev.continuum.ide.output.PlainText;

/** Makes text of a guest fit to be shown: names may be a megabyte long, and steer writing. */
public final class GuestText {
  /** How many characters of a name are shown. */
  private static final int NAME = 120;

  private static final int PROBLEM = 400;

  private GuestText() {}

  /** A name or a value, harmless and cut to a length that a row has room for. */
  public static String shown(String text) {
    return shown(text, NAME);
  }

  /**
   * A text, harmless and cut.
   *
   * @param most how many characters of it are kept, at least 1
   */
  public static String shown(String text, int most) {
    if (text.length() <= most) {
      return PlainText.of(text);
    }
    boolean pair = Character.isHighSurrogate(text.charAt(most - 1));
    return PlainText.of(text.substring(0, pair ? most - 1 : most)) + "…";
  }

  /** What is wrong, as a sentence: with a capital letter and a full stop. */
  public static String sentence(String problem) {
    if (problem.isEmpty()) {
      return "";
    }
    String shown = shown(problem, PROBLEM);
    String capital = Character.toUpperCase(shown.charAt(0)) + shown.substring(1);
    return capital.endsWith(".") || capital.endsWith("?") ? capital : capital + ".";
  }
}
