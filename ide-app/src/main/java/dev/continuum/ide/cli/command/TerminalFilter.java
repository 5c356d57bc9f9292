package dev.continuum.ide.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A guest's output on its way to a terminal: colours (ECMA-48 SGR, {@code ESC [ … m}), tabs and
 * line ends pass, other control characters come out as {@code \x1b} and the like, so that a module
 * cannot move the cursor, name the window or make the terminal answer. One for each stream; it
 * keeps its place between writes.
 */
public final class TerminalFilter extends OutputStream {
  private static final int LONGEST_COLOUR = 32;

  private final OutputStream out;
  private final byte[] sequence = new byte[LONGEST_COLOUR];
  private int length;
  private boolean afterC2;

  public TerminalFilter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    int b = value & 0xff;
    if (length > 0) {
      colour(b);
    } else if (afterC2) {
      afterC2 = false;
      if (b >= 0x80 && b < 0xa0) {
        // U+0080 to U+009F: control characters, too.
        show(b);
      } else {
        out.write(0xc2);
        write(b);
      }
    } else if (b == 0x1b) {
      sequence[length++] = 0x1b;
    } else if (b == 0xc2) {
      afterC2 = true;
    } else if ((b < ' ' && b != '\n' && b != '\t' && b != '\r') || b == 0x7f) {
      show(b);
    } else {
      out.write(b);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    for (int i = offset; i < offset + count; i++) {
      write(bytes[i]);
    }
  }

  private void colour(int b) throws IOException {
    boolean fits =
        length == 1 ? b == '[' : (b >= '0' && b <= '9') || b == ';' || b == ':' || b == 'm';
    if (fits && length < LONGEST_COLOUR) {
      sequence[length++] = (byte) b;
      if (b == 'm') {
        out.write(sequence, 0, length);
        length = 0;
      }
      return;
    }
    giveUp();
    write(b);
  }

  /** What began like a colour is none. */
  private void giveUp() throws IOException {
    int held = length;
    length = 0;
    show(0x1b);
    out.write(sequence, 1, held - 1);
  }

  private void show(int b) throws IOException {
    out.write("\\x%02x".formatted(b).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** Writes what was held back; the stream below stays open. */
  @Override
  public void close() throws IOException {
    if (length > 0) {
      giveUp();
    }
    if (afterC2) {
      afterC2 = false;
      out.write(0xc2);
    }
    out.flush();
  }
}
