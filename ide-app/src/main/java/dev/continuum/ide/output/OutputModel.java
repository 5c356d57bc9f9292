package dev.continuum.ide.output;

import dev.continuum.ide.output.OutputLine.Kind;
import dev.continuum.ide.task.Tasks;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/**
 * The lines of a console or a log: written to from any thread, read on the JavaFX thread. What is
 * written reaches the screen in batches, at most ten a second, and only the last lines are kept, so
 * that no amount of output holds up the window or fills the memory.
 */
public final class OutputModel implements OutputLines {
  /** How many lines are kept. */
  public static final int MAX_LINES = 50_000;

  /** How many characters are kept. */
  public static final long MAX_CHARS = 10_000_000;

  /** How long a batch is gathered, in milliseconds. */
  static final long BATCH_MILLIS = 100;

  /** A stretch of one line, by the line's number and characters of its {@code display}. */
  public record Match(long line, int start, int end) {}

  private final Tasks tasks;
  private final int maxLines;
  private final long maxChars;

  private final Object lock = new Object();
  private final LineRing inbox;
  private final LineAssembler assembler;
  private long inboxDropped;
  private boolean flushWanted;
  private boolean paused;

  private final LineRing all;
  private LineRing shown;
  private boolean showsOpenLine;
  private String filter = "";
  private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
  private final ReadOnlyLongWrapper dropped = new ReadOnlyLongWrapper();

  /** An empty one with the usual bounds. */
  public OutputModel(Tasks tasks) {
    this(tasks, MAX_LINES, MAX_CHARS);
  }

  /** An empty one with its own bounds, each at least 1. */
  public OutputModel(Tasks tasks, int maxLines, long maxChars) {
    this.tasks = tasks;
    this.maxLines = maxLines;
    this.maxChars = maxChars;
    this.inbox = new LineRing(maxLines, maxChars);
    this.assembler = new LineAssembler(line -> inboxDropped += inbox.add(line));
    this.all = new LineRing(maxLines, maxChars);
    this.shown = all;
  }

  /** Bytes {@code [0, length)} of {@code buffer} came from a stream. Any thread. */
  public void bytes(Kind kind, byte[] buffer, int length) {
    synchronized (lock) {
      assembler.bytes(kind, buffer, length);
    }
    wantFlush();
  }

  /** A whole line came; it ends the one under way. Any thread. */
  public void line(OutputLine line) {
    synchronized (lock) {
      assembler.endLine();
      String text = line.text();
      int from = 0;
      while (text.length() - from > LineAssembler.LONGEST_LINE) {
        int to = from + LineAssembler.LONGEST_LINE;
        if (Character.isHighSurrogate(text.charAt(to - 1))) {
          to--;
        }
        inboxDropped += inbox.add(part(line, text.substring(from, to), true));
        from = to;
      }
      inboxDropped += inbox.add(part(line, text.substring(from), line.continued()));
    }
    wantFlush();
  }

  /** The streams have ended: what is left of a line is a line. Any thread. */
  public void endStreams() {
    synchronized (lock) {
      assembler.endStreams();
    }
    wantFlush();
  }

  private static OutputLine part(OutputLine line, String text, boolean continued) {
    return new OutputLine(line.kind(), line.time(), line.source(), text, continued, line.tint());
  }

  private void wantFlush() {
    synchronized (lock) {
      if (flushWanted || paused) {
        return;
      }
      flushWanted = true;
    }
    tasks.onScreen(() -> {
      var unused = tasks.later(BATCH_MILLIS, this::flush);
    });
  }

  /** Brings what was written to the screen. Needed only by tests and before a whole copy. */
  public void flush() {
    LineRing batch;
    OutputLine open;
    long lost;
    synchronized (lock) {
      flushWanted = false;
      if (paused) {
        return;
      }
      batch = new LineRing(maxLines, maxChars);
      for (long n = inbox.first(); n < inbox.end(); n++) {
        batch.add(inbox.get(n));
      }
      inbox.clear(0);
      lost = inboxDropped;
      inboxDropped = 0;
      open = assembler.openLine();
    }
    if (showsOpenLine) {
      removeOpenLine();
    }
    long droppedNow = lost;
    if (lost > 0) {
      // A full inbox pushes out everything shown before it.
      droppedNow += all.size();
      all.clear(all.end() + lost);
      if (shown != all) {
        shown.clear(shown.end());
      }
    }
    for (long n = batch.first(); n < batch.end(); n++) {
      droppedNow += append(batch.get(n));
    }
    if (open != null) {
      droppedNow += append(open);
      showsOpenLine = true;
    }
    if (droppedNow > 0) {
      dropped.set(dropped.get() + droppedNow);
    }
    revision.set(revision.get() + 1);
  }

  private int append(OutputLine line) {
    int lost = all.add(line);
    if (shown != all && matches(line)) {
      shown.add(line);
    }
    return lost;
  }

  private void removeOpenLine() {
    OutputLine line = all.get(all.end() - 1);
    all.removeLast();
    if (shown != all && matches(line)) {
      shown.removeLast();
    }
    showsOpenLine = false;
  }

  /** Forgets everything. */
  public void clear() {
    synchronized (lock) {
      assembler.endLine();
      inbox.clear(0);
      inboxDropped = 0;
    }
    showsOpenLine = false;
    all.clear(all.end());
    shown.clear(shown.end());
    dropped.set(0);
    revision.set(revision.get() + 1);
  }

  /** Holds the screen still while lines go on being gathered, or lets them in again. */
  public void setPaused(boolean hold) {
    synchronized (lock) {
      paused = hold;
    }
    if (!hold) {
      flush();
    }
  }

  /** Shows only lines that contain a text, whatever its case; empty shows all. */
  public void setFilter(String text) {
    filter = text.toLowerCase(Locale.ROOT);
    if (filter.isEmpty()) {
      shown = all;
    } else {
      shown = new LineRing(maxLines, maxChars);
      for (long n = all.first(); n < all.end(); n++) {
        if (matches(all.get(n))) {
          shown.add(all.get(n));
        }
      }
    }
    revision.set(revision.get() + 1);
  }

  private boolean matches(OutputLine line) {
    return line.display().toLowerCase(Locale.ROOT).contains(filter);
  }

  /** Changes whenever the lines do. */
  @Override
  public ReadOnlyLongProperty revision() {
    return revision.getReadOnlyProperty();
  }

  /** How many lines were dropped since the last {@link #clear}. */
  public ReadOnlyLongProperty dropped() {
    return dropped.getReadOnlyProperty();
  }

  /** The number of the first line shown. */
  @Override
  public long first() {
    return shown.first();
  }

  /** The number after that of the last line shown. */
  @Override
  public long end() {
    return shown.end();
  }

  /** How many lines are shown. */
  @Override
  public int size() {
    return shown.size();
  }

  /** How many lines there are, shown or filtered out. */
  public int total() {
    return all.size();
  }

  /** A line that is shown. */
  @Override
  public OutputLine get(long number) {
    return shown.get(number);
  }

  /**
   * The next place a text occurs, whatever its case, beginning at a place and going round at the
   * end.
   */
  @Override
  public Optional<Match> find(String text, long line, int offset, boolean forward) {
    String wanted = text.toLowerCase(Locale.ROOT);
    int size = shown.size();
    if (wanted.isEmpty() || size == 0) {
      return Optional.empty();
    }
    long start = Math.clamp(line, shown.first(), shown.end() - 1);
    for (int step = 0; step <= size; step++) {
      long index = start - shown.first() + (forward ? step : size - step % size);
      long n = shown.first() + index % size;
      String display = shown.get(n).display().toLowerCase(Locale.ROOT);
      int at;
      if (forward) {
        at = display.indexOf(wanted, step == 0 ? offset : 0);
      } else {
        at = display.lastIndexOf(wanted, step == 0 ? offset : display.length());
      }
      if (at >= 0) {
        return Optional.of(new Match(n, at, at + wanted.length()));
      }
    }
    return Optional.empty();
  }

  /** {@inheritDoc} */
  @Override
  public String text(long fromLine, int fromOffset, long toLine, int toOffset) {
    return joined(this, fromLine, fromOffset, toLine, toOffset);
  }

  /** Lines as text, broken ones joined, from a place to another: for {@link OutputLines#text}. */
  public static String joined(
      OutputLines lines, long fromLine, int fromOffset, long toLine, int toOffset) {
    StringBuilder out = new StringBuilder();
    for (long n = Math.max(fromLine, lines.first()); n <= toLine && n < lines.end(); n++) {
      OutputLine line = lines.get(n);
      String display = line.display();
      int from = n == fromLine ? Math.min(fromOffset, display.length()) : 0;
      if (n > fromLine && n > lines.first() && lines.get(n - 1).continued()) {
        from = Math.max(from, line.textStart());
      }
      int to = n == toLine ? Math.min(toOffset, display.length()) : display.length();
      out.append(display, Math.min(from, to), to);
      if (n < toLine && n < lines.end() - 1 && !line.continued()) {
        out.append('\n');
      }
    }
    return out.toString();
  }
}
