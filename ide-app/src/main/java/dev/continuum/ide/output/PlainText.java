package dev.continuum.ide.output;

/**
 * Makes text of strangers harmless to look at: ANSI escape sequences (ECMA-48) are taken out,
 * control characters and those that reorder or hide text (the Trojan Source trick) are shown as
 * what they are. Keeps its place in a sequence between calls. Not thread-safe.
 */
public final class PlainText {
  private static final int LONGEST_SEQUENCE = 4096;
  private static final int TAB = 8;

  private enum State {
    TEXT,
    ESCAPE,
    /** After {@code ESC [}: parameters up to a final byte. */
    CONTROL_SEQUENCE,
    /** After {@code ESC ]} and its like: anything up to BEL or {@code ESC \}. */
    STRING,
    STRING_ESCAPE,
    /** After {@code ESC (} and its like: one more character. */
    CHARSET
  }

  private State state = State.TEXT;
  private int sequenceLength;

  /** One whole line made harmless; a line end in it becomes visible too. */
  public static String of(String line) {
    StringBuilder out = new StringBuilder(line.length());
    PlainText plain = new PlainText();
    for (int i = 0; i < line.length(); i++) {
      plain.append(line.charAt(i), out);
    }
    return out.toString();
  }

  /** Appends what a character, which is not a line end to be acted on, looks like. */
  void append(char c, StringBuilder out) {
    if (state == State.TEXT) {
      text(c, out);
    } else {
      sequence(c);
    }
  }

  private void text(char c, StringBuilder out) {
    if (c >= ' ' && c < 0x7f) {
      out.append(c);
    } else if (c == 0x1b) {
      begin(State.ESCAPE);
    } else if (c == 0x9b) {
      begin(State.CONTROL_SEQUENCE);
    } else if (c == '\t') {
      do {
        out.append(' ');
      } while (out.length() % TAB != 0);
    } else if (c < ' ') {
      out.append((char) (0x2400 + c));
    } else if (c == 0x7f) {
      out.append('\u2421');
    } else if (isHidden(c)) {
      out.append(String.format("⟨U+%04X⟩", (int) c));
    } else {
      out.append(c);
    }
  }

  private void sequence(char c) {
    sequenceLength++;
    switch (state) {
      case ESCAPE ->
          state =
              switch (c) {
                case '[' -> State.CONTROL_SEQUENCE;
                case ']', 'P', 'X', '^', '_' -> State.STRING;
                case '(', ')', '*', '+', '#', '%' -> State.CHARSET;
                default -> State.TEXT;
              };
      case CONTROL_SEQUENCE -> {
        if (c >= 0x40 && c <= 0x7e) {
          state = State.TEXT;
        }
      }
      case STRING -> {
        if (c == 0x07) {
          state = State.TEXT;
        } else if (c == 0x1b) {
          state = State.STRING_ESCAPE;
        }
      }
      case STRING_ESCAPE -> state = c == '\\' ? State.TEXT : State.STRING;
      case CHARSET, TEXT -> state = State.TEXT;
    }
    if (sequenceLength > LONGEST_SEQUENCE) {
      // Nobody means a sequence that long: the rest is text again, so that nothing stays hidden.
      state = State.TEXT;
    }
  }

  /** A line ended: no sequence goes over it, so that a broken one cannot swallow what follows. */
  void lineEnd() {
    state = State.TEXT;
  }

  private void begin(State next) {
    state = next;
    sequenceLength = 0;
  }

  private static boolean isHidden(char c) {
    return (c >= 0x80 && c < 0xa0)
        || c == 0x061c
        || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f)
        || c == 0xfeff;
  }
}
