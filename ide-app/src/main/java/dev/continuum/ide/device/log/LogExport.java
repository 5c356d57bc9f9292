package dev.continuum.ide.device.log;

import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.task.Tasks.Progress;
import dev.continuum.targets.log.PagedLog;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogPlace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes logs to a file: time in UTC, device, app, stream and text, a line each; lines that were
 * broken for their length are whole again, control characters harmless. The file appears when all
 * is written. Works on the calling thread, which may be interrupted.
 */
final class LogExport {
  /** A log on a device; {@code ahead} is its clock's lead over this computer's. */
  record Whole(LogSource source, DeviceTarget target, Duration ahead) {}

  private LogExport() {}

  private interface Content {
    void write(Lines lines) throws IOException, TargetException;
  }

  /** Writes lines that are in memory. */
  static void shown(Path file, List<LogEntry> entries) throws IOException, TargetException {
    write(
        file,
        lines -> {
          for (LogEntry entry : entries) {
            lines.add(
                entry.source(),
                Instant.ofEpochMilli(entry.millis()),
                entry.kind(),
                entry.text(),
                entry.continued());
          }
        });
  }

  /** Writes all that the devices have of some logs up to now, merged by time. */
  static void whole(Path file, List<Whole> logs, Progress progress)
      throws IOException, TargetException {
    List<PagedLog> readers = new ArrayList<>();
    for (Whole log : logs) {
      readers.add(
          new PagedLog(log.target(), log.source().app(), new LogPlace.Beginning(), log.ahead()));
    }
    write(
        file,
        lines -> {
          long count = 0;
          while (true) {
            PagedLog best = PagedLog.oldest(readers);
            LogLine line = best == null ? null : best.peek();
            if (best == null || line == null) {
              return;
            }
            lines.add(
                logs.get(readers.indexOf(best)).source(),
                best.time(),
                line.source(),
                PlainText.of(line.text()),
                line.continued());
            best.remove();
            if (++count % 1000 == 0) {
              progress.fraction(readers.stream().mapToDouble(PagedLog::done).average().orElse(1));
            }
          }
        });
  }

  private static void write(Path file, Content content) throws IOException, TargetException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(part)) {
        content.write(new Lines(out));
      }
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Lines on their way into a file. */
  private static final class Lines {
    private final BufferedWriter out;
    private @Nullable LogSource open;
    private LogLine.@Nullable Source openKind;

    Lines(BufferedWriter out) {
      this.out = out;
    }

    void add(
        LogSource source,
        Instant time,
        LogLine.@Nullable Source kind,
        String text,
        boolean continued)
        throws IOException {
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("The export was cancelled.");
      }
      boolean goesOn = source.equals(open) && kind == openKind;
      if (open != null && !goesOn) {
        out.write('\n');
      }
      if (!goesOn) {
        out.write(time + " " + source.device() + " " + source.app() + " " + word(kind) + " ");
      }
      out.write(text);
      open = continued ? source : null;
      openKind = kind;
      if (!continued) {
        out.write('\n');
      }
    }

    private static String word(LogLine.@Nullable Source kind) {
      return kind == null
          ? "note"
          : switch (kind) {
            case STDOUT -> "out";
            case STDERR -> "err";
            case SUPERVISOR -> kind.name().toLowerCase(Locale.ROOT);
          };
    }
  }
}
