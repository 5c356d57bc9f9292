package dev.continuum.targets.log;

import dev.continuum.targets.ssh.ExecOutput;
import dev.continuum.targets.target.app.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a followed log's frames apart as they come: a line {@code frame FROM LENGTH END START},
 * then that many bytes of the log. A frame cut short counts as far as it came. Bounded whatever
 * comes.
 */
final class LogFrames implements ExecOutput {
  /** Hears what the frames hold, on the connection's thread. */
  interface Sink {
    /** Whole lines, after bytes that the device no longer has; {@code next} is where to go on. */
    void batch(List<LogLine> lines, long next, long lost);

    /** The log ends before the position asked for: it is another one. */
    void begunAnew();

    /** All that the log held when this frame began has come. */
    void caughtUp();
  }

  private static final Pattern HEAD =
      Pattern.compile("frame ([0-9]{1,18}) ([0-9]{1,9}) ([0-9]{1,18}) ([0-9]{1,18})");
  private static final int LONGEST_HEAD = 100;
  private static final int LONGEST_FRAME = 1 << 20;

  /** Far more than a minute of them. */
  private static final int MOST_FRAMES = 5000;

  /** How often bytes may be missing: the device drops whole segments. */
  private static final int MOST_GAPS = 100;

  /** A record is shorter; what is longer is not one. */
  private static final int LONGEST_REST = 1 << 16;

  private final Sink sink;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long start;
  private long left;
  private long end;
  private long lost;
  private int frames;
  private int gaps;
  private boolean broken;
  private boolean over;

  /** Frames that go on from a position. */
  LogFrames(long from, Sink sink) {
    this.start = from;
    this.sink = sink;
  }

  @Override
  public synchronized void write(byte[] buffer, int offset, int length) {
    int i = offset;
    int stop = offset + length;
    while (i < stop && !broken && !over) {
      if (left > 0) {
        int taken = (int) Math.min(left, stop - i);
        bytes.write(buffer, i, taken);
        i += taken;
        left -= taken;
        if (left == 0) {
          give(false);
          arrived();
        }
      } else if (buffer[i] == '\n') {
        i++;
        begin(head.toString(StandardCharsets.UTF_8));
        head.reset();
      } else {
        head.write(buffer[i++]);
        broken = head.size() > LONGEST_HEAD;
      }
    }
  }

  private void begin(String text) {
    Matcher parts = HEAD.matcher(text);
    if (!parts.matches()) {
      broken = true;
      return;
    }
    long from = Long.parseLong(parts.group(1));
    left = Long.parseLong(parts.group(2));
    end = Long.parseLong(parts.group(3));
    long expected = start + bytes.size();
    if (end < from) {
      over = true;
      sink.begunAnew();
      return;
    }
    frames++;
    gaps += from > expected ? 1 : 0;
    if (from < expected || left > LONGEST_FRAME || frames > MOST_FRAMES || gaps > MOST_GAPS) {
      broken = true;
      return;
    }
    if (bytes.size() > 0 && (from > expected || from == Long.parseLong(parts.group(4)))) {
      // A segment is over: nothing will be added to what is left of it.
      give(true);
    }
    lost += from - expected;
    if (bytes.size() == 0) {
      start = from;
    }
    if (left == 0) {
      give(false);
      arrived();
    }
  }

  private void arrived() {
    if (start + bytes.size() >= end) {
      sink.caughtUp();
    }
  }

  /** Hands on the whole lines there are. */
  private void give(boolean complete) {
    byte[] all = bytes.toByteArray();
    LogBatch batch = LogRecords.read(all, start, complete);
    int used = (int) (batch.next() - start);
    bytes.reset();
    bytes.write(all, used, all.length - used);
    if (bytes.size() > LONGEST_REST) {
      broken = true;
    }
    start = batch.next();
    if (used > 0 || lost > 0) {
      sink.batch(batch.lines(), start, lost);
      lost = 0;
    }
  }

  /** The stream is over: hands on what a cut frame brought, and hears nothing more. */
  synchronized void end() {
    if (!over && !broken) {
      give(false);
    }
    over = true;
  }

  /** Whether something else than frames came. */
  synchronized boolean broken() {
    return broken;
  }
}
