package dev.continuum.inspector.debug;

import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Who executes the guest of a {@link DebugSession}, and lets it be looked at while it stands still.
 * It is shaped like the requests of the Debug Adapter Protocol, so that an engine of this process
 * and a server far away fit alike.
 *
 * <p>All methods but {@link #pause} are called by one thread at a time, and while nothing moves.
 */
public interface DebugBackend extends AutoCloseable {
  /** Is asked where a breakpoint is hit. */
  interface HitListener {
    /** Stops nowhere. A motion with it leaves no trace: what was reported before it stays so. */
    HitListener NONE = (id, scope, past) -> false;

    /**
     * A breakpoint is hit.
     *
     * @param id its number
     * @param scope what can be seen there; good until this method returns
     * @param past whether this has been executed before, and is only executed again
     * @return whether to stop
     */
    boolean hit(int id, Scope scope, boolean past);
  }

  /**
   * Moves through time, and returns where it has stopped.
   *
   * @param listener is asked at breakpoints
   */
  Stop move(Motion motion, HitListener listener);

  /** Has {@link #move} stop soon; from any thread. */
  void pause();

  /** How many instructions have been executed. */
  long tick();

  /** The earliest tick that can be gone back to. */
  long firstTick();

  /** The furthest tick reached. */
  long lastTick();

  /**
   * Looks at another moment, and comes back; nothing else is noticed of it.
   *
   * @param tick between the first and the last; of one that is not remembered any more, the nearest
   *     is looked at
   */
  <T> T visit(long tick, Function<DebugBackend, T> look);

  /**
   * Binds a breakpoint.
   *
   * @param id a number that no other has
   * @param level the frame that the place of a watchpoint is looked up in
   * @return the offsets in the file at which it stops; empty for one that waits for an event
   * @throws BindException when there is no such place; the message says what there is
   */
  List<Integer> bind(int id, Location location, int level)
      throws BindException, ExpressionException;

  void unbind(int id);

  /** How many frames there are; 0 before the first and after the last instruction. */
  int depth();

  /**
   * Frames, the innermost first.
   *
   * @param from the level of the first, 0 for the innermost
   * @param count how many at most
   */
  List<FrameInfo> frames(int from, int count);

  /**
   * What can be seen in a frame, until the next move.
   *
   * @param level 0 is the innermost; without frames only what belongs to the module is seen
   */
  Scope scope(int level);

  /**
   * Changes something while the guest stands still. What was executed behind this moment before is
   * forgotten.
   *
   * @param level the frame that locals and operands belong to
   */
  void change(int level, Assignment.Change change) throws BindException;

  /** Limits the bytes that history may take. */
  void setHistoryBudget(long bytes);

  /** The bytes that history takes now. */
  long historyBytes();

  /** The moments of the past worth showing, in order. */
  default List<Moment> moments() {
    return moments(Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
  }

  /**
   * Some of the {@link #moments} of a stretch of time, evenly taken from all of them.
   *
   * @param from the first tick of the stretch
   * @param to the tick behind its last
   * @param most how many at most, from 1
   */
  List<Moment> moments(long from, long to, int most);

  /**
   * Writes the whole state, with the past as far as history reaches and with what was executed
   * beyond this moment. It holds what the guest holds in memory, so also secrets it was given.
   *
   * @param out flushed, not closed
   */
  void save(OutputStream out) throws IOException;

  /**
   * As {@link #save(OutputStream)}, to a file that only its owner may read. It appears when it is
   * whole, in place of one that was there before.
   */
  default void save(Path file) throws IOException {
    WholeFile.write(file, this::save);
  }

  @Override
  void close();
}
