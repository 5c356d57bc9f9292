package dev.continuum.targets.log;

import dev.continuum.targets.release.AgentAnswer;
import dev.continuum.targets.release.DeviceAgent;
import dev.continuum.targets.target.LogLine;
import dev.continuum.targets.target.TargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An app's log on a device, by positions. */
public final class DeviceLog {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final DeviceAgent agent;
  private final String app;

  /** The log of an app. */
  public DeviceLog(DeviceAgent agent, String app) {
    this.agent = agent;
    this.app = app;
  }

  /** Where the log ends now. */
  public long end() throws TargetException {
    return agent
        .call(app, LIMIT, List.of("logend", app))
        .value("end")
        .map(Long::parseLong)
        .orElse(0L);
  }

  /** The lines from a position to the present end, at most {@code limit}. */
  public List<LogLine> read(long from, int limit) throws TargetException {
    List<LogLine> lines = new ArrayList<>();
    long position = from;
    while (lines.size() < limit) {
      LogBatch batch = poll(position, 0);
      lines.addAll(batch.lines());
      if (batch.next() <= position) {
        break;
      }
      position = batch.next();
    }
    return List.copyOf(lines.subList(0, Math.min(limit, lines.size())));
  }

  /** What is there from a position on, after waiting up to {@code seconds} for something. */
  LogBatch poll(long from, int seconds) throws TargetException {
    AgentAnswer answer =
        agent.call(
            app,
            LIMIT.plusSeconds(seconds),
            List.of("log", app, String.valueOf(Math.max(0, from)), String.valueOf(seconds)));
    String[] head = answer.value("log").orElse("").split(" ");
    long start = Long.parseLong(head[0]);
    boolean complete = head.length > 2 && head[2].equals("yes");
    LogBatch batch = LogRecords.read(answer.body(), start, complete);
    return new LogBatch(batch.lines(), batch.next(), Math.max(0, start - from));
  }
}
