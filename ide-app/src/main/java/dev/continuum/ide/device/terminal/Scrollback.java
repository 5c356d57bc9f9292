package dev.continuum.ide.device.terminal;

/** Rows that have gone off the top, the newest so many. */
final class Scrollback {
  private final TerminalLine[] lines;
  private int first;
  private int count;

  /** Keeps up to {@code capacity} rows. */
  Scrollback(int capacity) {
    lines = new TerminalLine[capacity];
  }

  int size() {
    return count;
  }

  /** A row, 0 the oldest. */
  TerminalLine get(int i) {
    return lines[(first + i) % lines.length];
  }

  void add(TerminalLine line) {
    if (count == lines.length) {
      lines[first] = line;
      first = (first + 1) % lines.length;
    } else {
      lines[(first + count++) % lines.length] = line;
    }
  }

  /** Takes the newest back. */
  TerminalLine takeLast() {
    return lines[(first + --count) % lines.length];
  }

  void clear() {
    count = 0;
  }
}
