package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.ElementSegment;
import java.nio.ByteBuffer;

/**
 * Reads the elements of an element segment in order: function indices or constant expressions,
 * whichever {@link ElementSegment#expressions} says.
 */
public final class ElementItems {
  private final BinaryReader in;
  private final InstructionReader instructions;
  private final boolean expressions;
  private int left;
  private int function;
  private int start;

  /**
   * Starts in front of the first element.
   *
   * @param file the whole file, read from its first byte on
   */
  public ElementItems(ByteBuffer file, ElementSegment segment) {
    in = new BinaryReader(file).part(segment.items());
    instructions = new InstructionReader();
    expressions = segment.expressions();
    left = segment.count();
  }

  /** Moves to the next element; false behind the last. */
  public boolean next() throws MalformedException {
    if (left == 0) {
      return false;
    }
    left--;
    start = in.position();
    if (expressions) {
      in.expression(instructions);
    } else {
      function = in.u32();
    }
    return true;
  }

  /** The function index of the element, unsigned, where the elements are function indices. */
  public int function() {
    return function;
  }

  /** The bytes of the element: its constant expression with {@code end}, or its number. */
  public ByteRange range() {
    return in.since(start);
  }

  /** The offset at which the element starts. */
  public int offset() {
    return start;
  }
}
