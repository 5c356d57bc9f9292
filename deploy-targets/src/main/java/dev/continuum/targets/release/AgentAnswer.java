package dev.continuum.targets.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the agent answered, without the first line (its name) and the last ({@code ok}).
 *
 * @param lines a key, a space and a value each
 * @param body what followed the last line, as bytes
 */
public record AgentAnswer(List<String> lines, byte[] body) {
  /** Copies the lines. */
  public AgentAnswer {
    lines = List.copyOf(lines);
  }

  /** The first value under a key. */
  public Optional<String> value(String key) {
    return lines.stream().filter(l -> keyOf(l).equals(key)).map(AgentAnswer::valueOf).findFirst();
  }

  /** All values under a key. */
  List<String> values(String key) {
    return lines.stream().filter(l -> keyOf(l).equals(key)).map(AgentAnswer::valueOf).toList();
  }

  /** A number under a key; 0 when there is none. */
  long number(String key) {
    return value(key).filter(v -> v.matches("[0-9]{1,18}")).map(Long::parseLong).orElse(0L);
  }

  /** The answer cut into parts that each begin with a line of that key. */
  List<AgentAnswer> parts(String first) {
    List<AgentAnswer> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    for (String line : lines) {
      if (keyOf(line).equals(first)) {
        if (!part.isEmpty()) {
          parts.add(new AgentAnswer(part, new byte[0]));
        }
        part = new ArrayList<>();
      } else if (part.isEmpty()) {
        continue;
      }
      part.add(line);
    }
    if (!part.isEmpty()) {
      parts.add(new AgentAnswer(part, new byte[0]));
    }
    return parts;
  }

  static String keyOf(String line) {
    int space = line.indexOf(' ');
    return space < 0 ? line : line.substring(0, space);
  }

  static String valueOf(String line) {
    int space = line.indexOf(' ');
    return space < 0 ? "" : line.substring(space + 1);
  }
}
