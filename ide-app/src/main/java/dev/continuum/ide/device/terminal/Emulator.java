package dev.continuum.ide.device.terminal;

import dev.continuum.ide.device.terminal.SequenceParser.Parameters;
import dev.continuum.ide.output.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A terminal of xterm's kind without a screen: the sequences programs use, and none that reach
 * beyond it. What a program asks for that would write the clipboard, report the title or move the
 * window is refused. Not thread-safe.
 */
final class Emulator implements SequenceParser.Listener {
  private static final int LONGEST_TITLE = 80;
  private static final String GRAPHICS = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

  private final TerminalScreen screen;
  private final SequenceParser parser = new SequenceParser(this);
  private final Consumer<byte[]> reply;
  private final boolean[] graphics = new boolean[2];
  private int set;
  private int lastWritten = ' ';
  private String title = "";
  private boolean cursorVisible = true;
  private boolean applicationCursor;
  private boolean bracketedPaste;
  private boolean reversed;
  private boolean newLine;
  private long bells;

  /**
   * A terminal.
   *
   * @param reply gets what the terminal answers to programs
   */
  Emulator(int columns, int rows, Consumer<byte[]> reply) {
    this.screen = new TerminalScreen(columns, rows);
    this.reply = reply;
  }

  TerminalScreen screen() {
    return screen;
  }

  /** What the program calls the window; one harmless line, perhaps empty. */
  String title() {
    return title;
  }

  boolean cursorVisible() {
    return cursorVisible;
  }

  /** Whether arrow keys send what programs of the full screen want. */
  boolean applicationCursor() {
    return applicationCursor;
  }

  /** Whether pasted text is to be marked as such. */
  boolean bracketedPaste() {
    return bracketedPaste;
  }

  /** Whether the default colours are exchanged. */
  boolean reversed() {
    return reversed;
  }

  /** How often the bell was rung. */
  long bells() {
    return bells;
  }

  /** Takes what a program wrote. */
  void feed(byte[] bytes, int count) {
    parser.feed(bytes, count);
  }

  @Override
  public void character(int codePoint) {
    int shown = codePoint;
    if (graphics[set] && codePoint >= '`' && codePoint <= '~') {
      shown = GRAPHICS.charAt(codePoint - '`');
    }
    lastWritten = shown;
    screen.write(shown);
  }

  @Override
  public void control(int character) {
    switch (character) {
      case 0x07 -> bells++;
      case 0x08 -> screen.moveBy(0, -1);
      case 0x09 -> screen.tab(1);
      case 0x0a, 0x0b, 0x0c -> {
        screen.lineFeed();
        if (newLine) {
          screen.carriageReturn();
        }
      }
      case 0x0d -> screen.carriageReturn();
      case 0x0e -> set = 1;
      case 0x0f -> set = 0;
      default -> {}
    }
  }

  @Override
  public void escape(char intermediate, char last) {
    switch (intermediate) {
      case '(' -> graphics[0] = last == '0';
      case ')' -> graphics[1] = last == '0';
      case '#' -> {
        if (last == '8') {
          screen.align();
        }
      }
      case 0 -> plainEscape(last);
      default -> {}
    }
  }

  private void plainEscape(char last) {
    switch (last) {
      case '7' -> screen.save();
      case '8' -> screen.restore();
      case 'D' -> screen.lineFeed();
      case 'E' -> {
        screen.carriageReturn();
        screen.lineFeed();
      }
      case 'H' -> screen.setTab();
      case 'M' -> screen.reverseLineFeed();
      case 'c' -> {
        screen.reset();
        resetModes();
        title = "";
      }
      default -> {}
    }
  }

  private void resetModes() {
    graphics[0] = false;
    graphics[1] = false;
    set = 0;
    cursorVisible = true;
    applicationCursor = false;
    bracketedPaste = false;
    reversed = false;
    newLine = false;
  }

  @Override
  public void csi(char mark, Parameters p, char last) {
    switch (mark) {
      case 0 -> plain(p, last);
      case '?' -> {
        switch (last) {
          case 'h' -> privateModes(p, true);
          case 'l' -> privateModes(p, false);
          case 'J' -> screen.eraseInDisplay(p.get(0, 0));
          case 'K' -> screen.eraseInLine(p.get(0, 0));
          default -> {}
        }
      }
      case '>' -> {
        if (last == 'c') {
          answer("\033[>1;10;0c");
        }
      }
      case '!' -> {
        if (last == 'p') {
          screen.softReset();
          resetModes();
        }
      }
      default -> {}
    }
  }

  private void plain(Parameters p, char last) {
    switch (last) {
      case 'A' -> screen.moveBy(-p.count(0), 0);
      case 'B', 'e' -> screen.moveBy(p.count(0), 0);
      case 'C', 'a' -> screen.moveBy(0, p.count(0));
      case 'D' -> screen.moveBy(0, -p.count(0));
      case 'E' -> {
        screen.moveBy(p.count(0), 0);
        screen.carriageReturn();
      }
      case 'F' -> {
        screen.moveBy(-p.count(0), 0);
        screen.carriageReturn();
      }
      case 'G', '`' -> screen.moveTo(screen.rowInOrigin(), p.count(0) - 1);
      case 'H', 'f' -> screen.moveTo(p.count(0) - 1, p.count(1) - 1);
      case 'd' -> screen.moveTo(p.count(0) - 1, screen.cursorColumn());
      case 'I' -> screen.tab(p.count(0));
      case 'Z' -> screen.backTab(p.count(0));
      case 'g' -> screen.clearTab(p.get(0, 0) == 3);
      case 'm' -> screen.style(Rendition.apply(screen.style(), p));
      case 'r' -> screen.margins(p.count(0) - 1, margin(p));
      case 's' -> screen.save();
      case 'u' -> screen.restore();
      case 'h' -> modes(p, true);
      case 'l' -> modes(p, false);
      case 'n' -> report(p.get(0, 0));
      case 'c' -> {
        if (p.get(0, 0) == 0) {
          answer("\033[?62;22c");
        }
      }
      default -> editing(p, last);
    }
  }

  private int margin(Parameters p) {
    int bottom = p.get(1, 0);
    return (bottom == 0 ? screen.rows() : Math.min(bottom, screen.rows())) - 1;
  }

  private void editing(Parameters p, char last) {
    switch (last) {
      case 'J' -> screen.eraseInDisplay(p.get(0, 0));
      case 'K' -> screen.eraseInLine(p.get(0, 0));
      case 'L' -> screen.insertLines(p.count(0));
      case 'M' -> screen.deleteLines(p.count(0));
      case 'P' -> screen.deleteCharacters(p.count(0));
      case 'X' -> screen.eraseCharacters(p.count(0));
      case '@' -> screen.insertCharacters(p.count(0));
      case 'S' -> screen.scrollUp(p.count(0));
      case 'T' -> screen.scrollDown(p.count(0));
      case 'b' -> {
        int most = screen.columns() * screen.rows();
        for (int i = 0; i < Math.min(p.count(0), most); i++) {
          screen.write(lastWritten);
        }
      }
      default -> {}
    }
  }

  private void modes(Parameters p, boolean on) {
    for (int i = 0; i < p.count(); i++) {
      switch (p.get(i, 0)) {
        case 4 -> screen.insert = on;
        case 20 -> newLine = on;
        default -> {}
      }
    }
  }

  private void privateModes(Parameters p, boolean on) {
    for (int i = 0; i < p.count(); i++) {
      switch (p.get(i, 0)) {
        case 1 -> applicationCursor = on;
        case 5 -> reversed = on;
        case 6 -> {
          screen.origin = on;
          screen.moveTo(0, 0);
        }
        case 7 -> screen.wrap = on;
        case 25 -> cursorVisible = on;
        case 47, 1047 -> screen.alternate(on, false);
        case 1048 -> saveOrRestore(on);
        case 1049 -> {
          if (on) {
            screen.save();
            screen.alternate(true, true);
          } else {
            screen.alternate(false, false);
            screen.restore();
          }
        }
        case 2004 -> bracketedPaste = on;
        default -> {}
      }
    }
  }

  private void saveOrRestore(boolean save) {
    if (save) {
      screen.save();
    } else {
      screen.restore();
    }
  }

  private void report(int what) {
    if (what == 5) {
      answer("\033[0n");
    } else if (what == 6) {
      answer("\033[" + (screen.rowInOrigin() + 1) + ";" + (screen.cursorColumn() + 1) + "R");
    }
  }

  private void answer(String text) {
    reply.accept(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void osc(int number, String text) {
    if (number == 0 || number == 2) {
      String harmless = PlainText.of(text).strip();
      title =
          harmless.length() > LONGEST_TITLE ? harmless.substring(0, LONGEST_TITLE) + "…" : harmless;
    }
  }
}
