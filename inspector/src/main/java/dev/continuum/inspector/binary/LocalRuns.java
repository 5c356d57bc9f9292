package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.ValueType;
import java.nio.ByteBuffer;

/**
 * Reads the declarations of locals at the start of a function body (specification, "Code Section"):
 * runs of locals of one type.
 *
 * <pre>{@code
 * LocalRuns runs = new LocalRuns(file, code);
 * while (runs.next()) {
 *   use(runs.length(), runs.type());
 * }
 * }</pre>
 */
public final class LocalRuns {
  private final BinaryReader in;
  private final int start;
  private final int count;
  private int left;
  private int length;
  private ValueType type = NumberType.I32;
  private int offset;

  /**
   * Starts in front of the first run.
   *
   * @param file the whole file, read from its first byte on
   */
  public LocalRuns(ByteBuffer file, Code code) throws MalformedException {
    in =
        new BinaryReader(file)
            .part(new ByteRange(code.range().start(), code.instructions().start()));
    in.u32(); // the size of the body
    start = in.position();
    count = in.u32();
    left = count;
  }

  /** Where the body starts behind its size: at the number of runs. */
  public int start() {
    return start;
  }

  /** How many runs there are, unsigned. */
  public int count() {
    return count;
  }

  /** Moves to the next run; false behind the last. */
  public boolean next() throws MalformedException {
    if (left == 0) {
      return false;
    }
    left--;
    offset = in.position();
    length = in.u32();
    type = TypeReader.value(in);
    return true;
  }

  /** How many locals the run has, unsigned; may be 0. */
  public int length() {
    return length;
  }

  /** The type of the locals of the run. */
  public ValueType type() {
    return type;
  }

  /** Where the run is declared. */
  public int offset() {
    return offset;
  }
}
