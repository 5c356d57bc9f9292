package dev.continuum.ide.device.log;

import dev.continuum.ide.output.PlainText;
import dev.continuum.targets.target.app.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes entries of the lines of one log: harmless, broken where they are long, and cut where an
 * app's line is longer than anyone reads. Not thread-safe.
 */
final class LogIntake {
  /** How long an entry's text is at most, in characters: no view has to lay out more. */
  static final int LONGEST = 1000;

  /** How much of one line of an app is shown, in characters. */
  static final int MOST_OF_A_LINE = 8000;

  private final LogSource source;
  private long length;

  LogIntake(LogSource source) {
    this.source = source;
  }

  /** Adds a line's entries; {@code time} is by this computer's clock. */
  void add(LogLine line, Instant time, boolean late, List<LogEntry> out) {
    long before = length;
    length = line.continued() ? before + line.text().length() : 0;
    if (before >= MOST_OF_A_LINE) {
      if (!line.continued()) {
        long hidden = before + line.text().length() - MOST_OF_A_LINE;
        out.add(
            entry(
                line,
                time,
                late,
                String.format("… %,d more characters; an export from the device has them", hidden),
                false));
      }
      return;
    }
    String text = PlainText.of(line.text());
    int from = 0;
    while (text.length() - from > LONGEST) {
      int to = from + LONGEST;
      if (Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      out.add(entry(line, time, late, text.substring(from, to), true));
      from = to;
    }
    out.add(entry(line, time, late, text.substring(from), line.continued()));
  }

  private LogEntry entry(LogLine line, Instant time, boolean late, String text, boolean goesOn) {
    return new LogEntry(
        source,
        line.source(),
        time.toEpochMilli(),
        line.position(),
        line.next(),
        text,
        goesOn,
        late);
  }

  /** Something this program says about a log. */
  static LogEntry note(LogSource source, Instant time, String text) {
    String plain = PlainText.of(text);
    return new LogEntry(
        source,
        null,
        time.toEpochMilli(),
        -1,
        -1,
        plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain,
        false,
        false);
  }

  /** The entries of whole lines. */
  static List<LogEntry> entries(LogSource source, List<LogLine> lines, Duration ahead) {
    LogIntake intake = new LogIntake(source);
    List<LogEntry> out = new ArrayList<>(lines.size());
    lines.forEach(line -> intake.add(line, line.time().minus(ahead), false, out));
    return out;
  }
}
