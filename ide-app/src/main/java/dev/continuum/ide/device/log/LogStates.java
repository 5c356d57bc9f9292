package dev.continuum.ide.device.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the connection of each log stands, and the words for it. */
final class LogStates {
  enum State {
    OPENING,
    LIVE,
    LOST,
    ENDED
  }

  private final Map<LogSource, State> states = new HashMap<>();

  void clear() {
    states.clear();
  }

  void put(LogSource source, State state) {
    states.put(source, state);
  }

  /** A log that was being opened is live now; one that was given up meanwhile stays so. */
  void opened(LogSource source) {
    states.replace(source, State.OPENING, State.LIVE);
  }

  /** How some logs stand, of which there is one at least. */
  String words(List<LogSource> sources) {
    if (sources.size() == 1) {
      return sources.getFirst().title() + ": " + word(sources.getFirst());
    }
    List<LogSource> odd = sources.stream().filter(s -> states.get(s) != State.LIVE).toList();
    if (odd.isEmpty()) {
      return sources.size() + " logs: live";
    }
    return (sources.size() - odd.size())
        + " of "
        + sources.size()
        + " logs live; "
        + odd.getFirst().title()
        + ": "
        + word(odd.getFirst());
  }

  private String word(LogSource source) {
    return switch (states.getOrDefault(source, State.ENDED)) {
      case OPENING -> "connecting";
      case LIVE -> "live";
      case LOST -> "connection lost, trying again";
      case ENDED -> "not followed";
    };
  }
}
