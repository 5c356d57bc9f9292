package dev.continuum.targets.log;

import dev.continuum.targets.target.app.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the records of a log: seconds since 1970, a space, one letter ({@code o}, {@code e}, {@code
 * s}; a capital for a piece of a line that goes on), a space, the text, a line feed.
 */
final class LogRecords {
  private LogRecords() {}

  /**
   * Reads whole records.
   *
   * @param position where the bytes begin in the log
   * @param complete whether nothing will ever follow the bytes in their segment
   */
  static LogBatch read(byte[] bytes, long position, boolean complete) {
    List<LogLine> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        record(bytes, start, i, position + start, position + i + 1).ifPresent(lines::add);
        start = i + 1;
      }
    }
    if (complete && start < bytes.length) {
      record(bytes, start, bytes.length, position + start, position + bytes.length)
          .ifPresent(lines::add);
      start = bytes.length;
    }
    return new LogBatch(lines, position + start, 0);
  }

  private static Optional<LogLine> record(byte[] bytes, int start, int end, long at, long next) {
    int i = start;
    long seconds = 0;
    while (i < end && i - start < 12 && bytes[i] >= '0' && bytes[i] <= '9') {
      seconds = seconds * 10 + bytes[i++] - '0';
    }
    // Not at the beginning of a record, as when the caller chose the position: on to the next one.
    if (i == start || i + 3 > end || bytes[i] != ' ' || bytes[i + 2] != ' ') {
      return Optional.empty();
    }
    LogLine.Source source;
    switch (bytes[i + 1]) {
      case 'o', 'O' -> source = LogLine.Source.STDOUT;
      case 'e', 'E' -> source = LogLine.Source.STDERR;
      case 's' -> source = LogLine.Source.SUPERVISOR;
      default -> {
        return Optional.empty();
      }
    }
    int last = end > i + 3 && bytes[end - 1] == '\r' ? end - 1 : end;
    String text = new String(bytes, i + 3, last - i - 3, StandardCharsets.UTF_8);
    return Optional.of(
        new LogLine(
            at,
            next,
            Instant.ofEpochSecond(seconds),
            source,
            text,
            bytes[i + 1] == 'O' || bytes[i + 1] == 'E'));
  }
}
