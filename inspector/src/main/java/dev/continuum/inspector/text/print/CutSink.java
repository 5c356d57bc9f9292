package dev.continuum.inspector.text.print;

import java.io.IOException;

/** Takes pieces in one line up to a length; then it ends the printing with {@link Full}. */
final class CutSink extends PieceSink {
  /** Thrown when there is no room left. */
  static final class Full extends IOException {
    private static final long serialVersionUID = 1;

    Full() {
      super("the line is as long as is wanted");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private final StringBuilder line = new StringBuilder();
  private final int most;

  CutSink(int most) {
    this.most = most;
  }

  void clear() {
    line.setLength(0);
  }

  /** What was put so far; with an ellipsis at its end if it was cut. */
  String text() {
    return line.toString();
  }

  @Override
  CutSink put(char c) throws IOException {
    if (line.length() == most) {
      cut();
    }
    line.append(c);
    return this;
  }

  @Override
  CutSink put(String text) throws IOException {
    if (text.length() > most - line.length()) {
      line.append(text, 0, most - line.length());
      cut();
    }
    line.append(text);
    return this;
  }

  private void cut() throws Full {
    if (Character.isHighSurrogate(line.charAt(most - 1))) {
      line.setLength(most - 1);
    }
    line.append('…');
    throw new Full();
  }

  @Override
  CutSink gap(int next) throws IOException {
    return put(' ');
  }
}
