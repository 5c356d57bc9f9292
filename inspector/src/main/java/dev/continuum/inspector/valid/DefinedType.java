package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.AbstractHeapType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A type of a {@link TypeStore}, its parts written as {@link TypeCode}s.
 *
 * <p>The chain of supertypes has short cuts: {@code jump} leads many steps up, so that a type of
 * any depth is compared with another in a number of steps that grows with the logarithm of the
 * depth (Myers, "An applicative random-access stack").
 */
public final class DefinedType {
  public enum Kind {
    FUNCTION(AbstractHeapType.FUNC),
    STRUCT(AbstractHeapType.STRUCT),
    ARRAY(AbstractHeapType.ARRAY);

    private final AbstractHeapType above;

    Kind(AbstractHeapType above) {
      this.above = above;
    }

    /** The abstract heap type directly above all types of this kind. */
    public AbstractHeapType above() {
      return above;
    }
  }

  /** The number the store gave it. */
  public final int id;

  public final Kind kind;
  public final boolean isFinal;

  /** Its direct supertype, or null. */
  public final @Nullable DefinedType parent;

  /** How many supertypes it has. */
  public final int depth;

  /** Parameters of a function, fields of a structure, the one element type of an array. */
  public final int[] parts;

  /** Results of a function; for each field of a structure or array 1 when it is mutable. */
  public final int[] more;

  /** What makes a new structure: its fields as operands. The parts themselves otherwise. */
  public final int[] operands;

  /** Whether all its parts have a default value. */
  public final boolean isDefaultable;

  private final @Nullable DefinedType jump;

  DefinedType(
      int id, Kind kind, boolean isFinal, @Nullable DefinedType parent, int[] parts, int[] more) {
    this.id = id;
    this.kind = kind;
    this.isFinal = isFinal;
    this.parent = parent;
    this.parts = parts;
    this.more = more;
    int[] unpacked = parts.clone();
    boolean allDefaultable = true;
    for (int i = 0; i < parts.length; i++) {
      unpacked[i] = TypeCode.unpacked(parts[i]);
      allDefaultable &= TypeCode.isDefaultable(parts[i]);
    }
    operands = Arrays.equals(unpacked, parts) ? parts : unpacked;
    isDefaultable = allDefaultable;
    if (parent == null) {
      depth = 0;
      jump = null;
    } else {
      depth = parent.depth + 1;
      DefinedType far = parent.jump;
      DefinedType further = far == null ? null : far.jump;
      jump =
          far != null && further != null && parent.depth - far.depth == far.depth - further.depth
              ? further
              : parent;
    }
  }

  /** Whether this is the other type, or the other is among its supertypes. */
  public boolean isBelow(DefinedType other) {
    DefinedType at = this;
    while (at != null && at.depth > other.depth) {
      DefinedType far = at.jump;
      at = far != null && far.depth >= other.depth ? far : at.parent;
    }
    return at == other;
  }

  public boolean isFunction() {
    return kind == Kind.FUNCTION;
  }

  /** Whether a field of a structure, or with position 0 the elements of an array, may change. */
  public boolean isMutable(int position) {
    return more[position] != 0;
  }
}
