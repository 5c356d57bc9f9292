package dev.continuum.inspector.syntax;

/** Names as identifiers of the text format (specification, "Identifiers"). */
public final class Identifiers {
  private static final String SYMBOLS = "!#$%&'*+-./:<=>?@\\^_`|~";

  private Identifiers() {}

  /** Whether a character may stand in an identifier or a keyword ({@code idchar}). */
  public static boolean isIdChar(int c) {
    return c >= '0' && c <= '9'
        || c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c < 0x80 && SYMBOLS.indexOf(c) >= 0;
  }

  /** {@code $name}, or {@code $"…"} when the name has characters a plain identifier may not. */
  public static String of(String name) {
    boolean plain = !name.isEmpty() && name.chars().allMatch(Identifiers::isIdChar);
    return plain ? "$" + name : "$" + quoted(name);
  }

  /** A string of the text format, with what cannot be shown escaped. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\t' -> quoted.append("\\t");
            case '\r' -> quoted.append("\\r");
            default -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                quoted.append("\\u{").append(Integer.toHexString(c)).append('}');
              } else {
                quoted.appendCodePoint(c);
              }
            }
          }
        });
    return quoted.append('"').toString();
  }
}
