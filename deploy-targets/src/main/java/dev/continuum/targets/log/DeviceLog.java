package dev.continuum.targets.log;

import dev.continuum.targets.release.AgentAnswer;
import dev.continuum.targets.release.DeviceAgent;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An app's log on a device, by positions. */
public final class DeviceLog {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** How long one question follows a log. */
  private static final int FOLLOW_SECONDS = 60;

  /** How much one question of following brings, in bytes: what a slow reader may have waiting. */
  private static final int FOLLOW_BYTES = 4 << 20;

  private final DeviceAgent agent;
  private final String app;

  /** The log of an app. */
  public DeviceLog(DeviceAgent agent, String app) {
    this.agent = agent;
    this.app = app;
  }

  /** Where the log ends now. */
  public long end() throws TargetException {
    return number(ask("logend", app), "end");
  }

  /** Where a place in the log is now. */
  public long position(LogPlace place) throws TargetException {
    return switch (place) {
      case LogPlace.Position known -> known.position();
      case LogPlace.Beginning ignored -> 0;
      case LogPlace.End ignored -> end();
      case LogPlace.Since since -> find("since", since.ago().toSeconds());
      case LogPlace.Last last -> find("lines", last.lines());
      case LogPlace.LastStart ignored -> find("started", 0);
    };
  }

  private long find(String kind, long number) throws TargetException {
    return number(ask("logat", app, kind, String.valueOf(number)), "at");
  }

  private AgentAnswer ask(String... words) throws TargetException {
    return agent.call(app, LIMIT, List.of(words));
  }

  private long number(AgentAnswer answer, String key) throws TargetException {
    String text = answer.value(key).orElse("");
    if (!text.matches("[0-9]{1,18}")) {
      throw agent.unexpected("no position in its log");
    }
    return Long.parseLong(text);
  }

  /** The lines from a position to the present end, at most {@code limit}. */
  public List<LogLine> read(long from, int limit) throws TargetException {
    List<LogLine> lines = new ArrayList<>();
    long position = from;
    while (lines.size() < limit) {
      LogBatch batch = poll(position);
      lines.addAll(batch.lines());
      if (batch.next() <= position) {
        break;
      }
      position = batch.next();
    }
    return List.copyOf(lines.subList(0, Math.min(limit, lines.size())));
  }

  /** The lines within so many bytes before a position, and that end at or before it. */
  public List<LogLine> before(long position, int bytes) throws TargetException {
    // From a byte earlier, so that the first line end tells where the first whole line begins.
    long from = Math.max(0, position - bytes - 1);
    List<LogLine> lines = new ArrayList<>();
    boolean whole = from == 0;
    long at = from;
    while (at < position) {
      LogBatch batch = poll(at);
      // What the device has begins here, and that is a line's beginning.
      whole |= batch.lost() > 0;
      for (LogLine line : batch.lines()) {
        if (line.next() <= position && (whole || line.position() > from)) {
          lines.add(line);
        }
      }
      if (batch.next() <= at) {
        break;
      }
      at = batch.next();
    }
    return List.copyOf(lines);
  }

  /** What is there from a position on. */
  private LogBatch poll(long from) throws TargetException {
    AgentAnswer answer = ask("log", app, String.valueOf(Math.max(0, from)), "0");
    String[] head = answer.value("log").orElse("").split(" ", -1);
    if (head.length != 3 || !head[0].matches("[0-9]{1,18}")) {
      throw agent.unexpected("a part of a log without its position");
    }
    long start = Long.parseLong(head[0]);
    LogBatch batch = LogRecords.read(answer.body(), start, head[2].equals("yes"));
    return new LogBatch(batch.lines(), batch.next(), Math.max(0, start - from));
  }

  /** Hands frames to a reader as the log grows, for a while and up to some size. */
  void follow(long from, LogFrames frames) throws TargetException {
    try {
      agent.stream(
          app,
          LIMIT.plusSeconds(FOLLOW_SECONDS),
          List.of(
              "follow",
              app,
              String.valueOf(Math.max(0, from)),
              String.valueOf(FOLLOW_SECONDS),
              String.valueOf(FOLLOW_BYTES)),
          frames);
    } finally {
      frames.end();
    }
    if (frames.broken()) {
      throw agent.unexpected("a stream of a log that is not one");
    }
  }
}
