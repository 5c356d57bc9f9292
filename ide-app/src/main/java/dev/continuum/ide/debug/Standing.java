package dev.continuum.ide.debug;

import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.Stop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A guest that stands still, as it was found there.
 *
 * @param version grows with each stop and each change: what was learned under another is old
 * @param session grows with each start: offsets and names of another may mean something else
 * @param stop why it stands, and at which tick
 * @param firstTick the earliest tick that can be gone back to
 * @param lastTick the furthest tick reached
 * @param depth how many frames there are; 0 before the first and behind the last instruction
 * @param frame the innermost frame; null without frames
 * @param changes what a watchpoint has seen, in sentences; empty where none was hit
 */
public record Standing(
    long version,
    long session,
    Program program,
    Stop stop,
    long firstTick,
    long lastTick,
    int depth,
    @Nullable FrameInfo frame,
    List<String> changes) {
  public Standing {
    changes = List.copyOf(changes);
  }

  /** How many instructions have been executed. */
  public long tick() {
    return stop.tick();
  }

  /** Whether later instructions have been executed already. */
  public boolean isPast() {
    return stop.tick() < lastTick;
  }
}
