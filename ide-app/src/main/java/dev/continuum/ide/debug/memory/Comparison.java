package dev.continuum.ide.debug.memory;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.Standing;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.Space;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The bytes in view as they are at another tick. The guest goes there and comes back, so only
 * moments that have been reached can be compared with. Used on the JavaFX thread only.
 */
final class Comparison {
  private final GuestView guest;
  private final Runnable changed;
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private Mode mode = Mode.OFF;
  private long wanted;
  private MemoryPages pages = new MemoryPages();
  private @Nullable Standing standing;

  /** The tick of the stop before, and of the one that is shown; -1 when there was none. */
  private long tickBefore = -1;

  /** The tick that the pages are of. */
  private long tick = -1;

  private long generation;
  private boolean asking;

  /** What is compared with. */
  enum Mode {
    OFF,
    STOP_BEFORE,
    TICK
  }

  Comparison(GuestView guest, Runnable changed) {
    this.guest = guest;
    this.changed = changed;
  }

  /** What is compared with now, or why it is not, in a sentence. */
  ReadOnlyStringProperty words() {
    return words.getReadOnlyProperty();
  }

  Mode mode() {
    return mode;
  }

  /** Compares with nothing. */
  void end() {
    set(Mode.OFF, 0);
  }

  /** Compares with the stop before, at each stop. */
  void withStopBefore() {
    set(Mode.STOP_BEFORE, 0);
  }

  /** Compares with a tick. */
  void with(long otherTick) {
    set(Mode.TICK, otherTick);
  }

  private void set(Mode newMode, long otherTick) {
    mode = newMode;
    wanted = otherTick;
    words.set("");
    forget();
    changed.run();
  }

  void forget() {
    pages = new MemoryPages();
    tick = -1;
    generation++;
    asking = false;
  }

  void standsIn(Standing now) {
    Standing last = standing;
    boolean same = last != null && last.session() == now.session();
    if (same && last != null && last.tick() != now.tick()) {
      tickBefore = last.tick();
    } else if (!same) {
      tickBefore = -1;
    }
    // A change makes another future, and what is behind it another.
    if (!same || last != null && last.tick() == now.tick()) {
      forget();
    }
    standing = now;
    generation++;
    asking = false;
  }

  /** A byte at the other tick, or -1 when it is not known. */
  int get(long address) {
    return mode == Mode.OFF ? -1 : pages.get(address);
  }

  /** The tick that is compared with; -1 when none is. */
  long tick() {
    return mode == Mode.OFF ? -1 : tick;
  }

  /** Asks for bytes, unless they are known. */
  void ask(Standing now, int memory, long from, long to) {
    if (mode == Mode.OFF || asking || guest.moving().get()) {
      return;
    }
    long other = mode == Mode.TICK ? wanted : tickBefore;
    String refused = refused(now, other);
    if (!refused.isEmpty()) {
      pages = new MemoryPages();
      tick = -1;
      words.set(refused);
      return;
    }
    if (tick != other) {
      tick = other;
      pages = new MemoryPages();
    }
    Set<Long> missing = MemoryPages.missing(from, to, pages.known());
    if (missing.isEmpty()) {
      words.set("Compared with tick %,d.".formatted(other));
      return;
    }
    asking = true;
    long asked = generation;
    guest.look(
        backend -> backend.visit(other, there -> read(there, memory, other, missing)),
        answer -> {
          if (asked == generation) {
            asking = false;
            pages.add(answer, from);
            words.set("Compared with tick %,d.".formatted(other));
            changed.run();
          }
        },
        failure -> {
          if (asked == generation) {
            asking = false;
            words.set("Tick %,d cannot be seen: %s".formatted(other, failure.getMessage()));
          }
        });
  }

  private static String refused(Standing now, long other) {
    if (other < 0) {
      return "There was no stop before this one.";
    }
    if (other < now.firstTick() || other > now.lastTick()) {
      return "Only ticks from %,d to %,d can be seen.".formatted(now.firstTick(), now.lastTick());
    }
    return "";
  }

  private static Map<Long, byte[]> read(
      DebugBackend there, int memory, long other, Set<Long> missing) {
    Scope scope = there.scope(0);
    if (there.tick() != other || memory >= scope.count(Space.MEMORY)) {
      throw new IllegalStateException("it is not remembered any more");
    }
    return MemoryQuestion.read(scope.memory(memory), missing);
  }
}
