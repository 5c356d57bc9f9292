package dev.continuum.ide.output;

/**
 * One line as it is shown.
 *
 * @param kind who wrote it
 * @param time the time column; empty: none
 * @param source the column that says where it comes from; empty: none
 * @param text harmless text without line end, see {@link PlainText}
 * @param continued whether it goes on in the next line: it was broken for its length
 * @param tint which of the colours for sources the source has, from 0
 */
public record OutputLine(
    Kind kind, String time, String source, String text, boolean continued, int tint) {
  /** How many colours for sources there are. */
  public static final int TINTS = 4;

  /** A line whose source has the first colour. */
  public OutputLine(Kind kind, String time, String source, String text, boolean continued) {
    this(kind, time, source, text, continued, 0);
  }

  /** Who wrote a line; each has a colour and a mark or style of its own. */
  public enum Kind {
    STDOUT("out"),
    STDERR("err"),
    /** What the user typed. */
    INPUT("in"),
    /** What the program or a supervisor says about the run. */
    NOTE("note"),
    /** The head of a run: its command. */
    HEADING("heading"),
    /** A good end. */
    SUCCESS("success"),
    /** A bad end. */
    FAILURE("failure");

    private final String style;

    Kind(String style) {
      this.style = style;
    }

    /** The end of its CSS class, {@code output-…}. */
    public String style() {
      return style;
    }
  }

  private static final String GAP = "  ";

  /** A line without columns. */
  public static OutputLine of(Kind kind, String text) {
    return new OutputLine(kind, "", "", text, false);
  }

  /** Where the source column begins in {@link #display}. */
  int sourceStart() {
    return time.isEmpty() ? 0 : time.length() + GAP.length();
  }

  /** Where the text begins in {@link #display}. */
  int textStart() {
    return sourceStart() + (source.isEmpty() ? 0 : source.length() + GAP.length());
  }

  /** The whole line with its columns, as it is shown, searched and copied. */
  public String display() {
    if (time.isEmpty() && source.isEmpty()) {
      return text;
    }
    return (time.isEmpty() ? "" : time + GAP) + (source.isEmpty() ? "" : source + GAP) + text;
  }

  int weight() {
    return time.length() + source.length() + text.length() + 1;
  }
}
