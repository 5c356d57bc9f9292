package dev.continuum.ide.debug.value;

import dev.continuum.inspector.debug.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What values were at the stop before, so that those that are others now can be marked. A value
 * that was not looked at then is not marked: nothing is known of it.
 */
final class Changes {
  /** How many values are remembered. */
  private static final int MOST = 10_000;

  /**
   * A value as it was seen.
   *
   * @param stop when it was seen last
   * @param before what it was at the stop before that; null when it was not seen then
   */
  private record Seen(long stop, Value now, @Nullable Value before) {}

  private final Map<Object, Seen> seen =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Seen> eldest) {
          return size() > MOST;
        }
      };
  private long stop;
  private long session = -1;
  private long tick = -1;

  /** The guest stands; at the same tick, only something was changed by hand. */
  void stands(long inSession, long atTick) {
    if (inSession != session || atTick != tick) {
      session = inSession;
      tick = atTick;
      stop++;
    }
  }

  /** Remembers a value, and tells whether it is another than at the stop before. */
  boolean isChanged(Object key, Value value) {
    Seen last = seen.get(key);
    Value before =
        last == null
            ? null
            : last.stop() == stop ? last.before() : last.stop() == stop - 1 ? last.now() : null;
    seen.put(key, new Seen(stop, value, before));
    return before != null && !before.equals(value);
  }
}
