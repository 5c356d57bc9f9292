package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.AbstractHeapType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps one number for all types that are equal, however often and in whatever module they are
 * declared (specification, "Type Equivalence" and "Rolling and Unrolling"). Recursion groups are
 * kept whole: a group is known by its types with the references among them written as positions in
 * the group, and those to earlier types as the numbers they got. So two types are equal when their
 * numbers are.
 *
 * <p>Not safe to fill from several threads; once filled, any number may read it.
 */
public final class TypeStore {
  private record Group(int[] content) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Group group && Arrays.equals(content, group.content);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(content);
    }
  }

  /** For each abstract heap type, a bit for each one above it and for itself. */
  private static final int[] ABOVE = new int[TypeCode.CONCRETE];

  static {
    for (AbstractHeapType type : AbstractHeapType.values()) {
      int above = 1 << type.ordinal();
      for (AbstractHeapType each : above(type)) {
        above |= 1 << each.ordinal();
      }
      ABOVE[type.ordinal()] = above;
    }
    ABOVE[TypeCode.BOTTOM_HEAP] = -1;
  }

  private final List<DefinedType> types = new ArrayList<>();
  private final Map<Group, Integer> groups = new HashMap<>();

  /** The abstract heap types above another. */
  private static List<AbstractHeapType> above(AbstractHeapType type) {
    return switch (type) {
      case NOEXN -> List.of(AbstractHeapType.EXN);
      case NOFUNC -> List.of(AbstractHeapType.FUNC);
      case NOEXTERN -> List.of(AbstractHeapType.EXTERN);
      case NONE ->
          List.of(
              AbstractHeapType.ANY,
              AbstractHeapType.EQ,
              AbstractHeapType.I31,
              AbstractHeapType.STRUCT,
              AbstractHeapType.ARRAY);
      case EQ -> List.of(AbstractHeapType.ANY);
      case I31, STRUCT, ARRAY -> List.of(AbstractHeapType.ANY, AbstractHeapType.EQ);
      case FUNC, EXTERN, ANY, EXN -> List.of();
    };
  }

  /** How many types it holds; their numbers lie below. */
  public int size() {
    return types.size();
  }

  public DefinedType get(int id) {
    return types.get(id);
  }

  /**
   * The number of the first type of a recursion group; the others follow.
   *
   * @param size how many types the group has
   * @param content the group as {@link RecursionGroups} writes it; not changed afterwards
   */
  int intern(int size, int[] content) {
    Group group = new Group(content);
    Integer known = groups.get(group);
    if (known != null) {
      return known;
    }
    int first = types.size();
    int at = 0;
    for (int i = 0; i < size; i++) {
      DefinedType.Kind kind = RecursionGroups.kind(content[at]);
      boolean isFinal = RecursionGroups.isFinal(content[at]);
      int parent = content[at + 1];
      int[] parts = unrolled(content, at + 2, first);
      at += 3 + parts.length;
      int[] more = unrolled(content, at, first);
      at += 1 + more.length;
      types.add(
          new DefinedType(
              first + i,
              kind,
              isFinal,
              parent == RecursionGroups.NO_PARENT ? null : types.get(settled(parent, first)),
              parts,
              more));
    }
    groups.put(group, first);
    return first;
  }

  /** The number of a type that a group refers to. */
  private static int settled(int reference, int first) {
    return (reference & TypeCode.LOCAL) == 0 ? reference : first + (reference & ~TypeCode.LOCAL);
  }

  /** A list of a group (its length, then its items) with positions in the group made numbers. */
  private static int[] unrolled(int[] content, int at, int first) {
    int[] items = Arrays.copyOfRange(content, at + 1, at + 1 + content[at]);
    for (int i = 0; i < items.length; i++) {
      int item = items[i];
      if (TypeCode.isReference(item) && (item & TypeCode.LOCAL) != 0) {
        items[i] =
            TypeCode.referenceTo(
                TypeCode.isNullable(item), first + (TypeCode.heap(item) & ~TypeCode.LOCAL));
      }
    }
    return items;
  }

  /** Whether every value of one type is one of the other (specification, "Value Types"). */
  public boolean matches(int type, int other) {
    if (type == other || type == TypeCode.BOTTOM) {
      return true;
    }
    return TypeCode.isReference(type)
        && TypeCode.isReference(other)
        && (!TypeCode.isNullable(type) || TypeCode.isNullable(other))
        && heapMatches(TypeCode.heap(type), TypeCode.heap(other));
  }

  /** Whether a heap type is another or lies below it (specification, "Heap Types"). */
  public boolean heapMatches(int heap, int other) {
    if (heap == other) {
      return true;
    }
    if (!TypeCode.isConcrete(other)) {
      int from =
          TypeCode.isConcrete(heap) ? get(heap - TypeCode.CONCRETE).kind.above().ordinal() : heap;
      return (ABOVE[from] & 1 << other) != 0;
    }
    DefinedType above = get(other - TypeCode.CONCRETE);
    if (TypeCode.isConcrete(heap)) {
      return get(heap - TypeCode.CONCRETE).isBelow(above);
    }
    return heap == TypeCode.BOTTOM_HEAP
        || heap == (above.isFunction() ? AbstractHeapType.NOFUNC : AbstractHeapType.NONE).ordinal();
  }

  /** The heap type at the top of the hierarchy a heap type is in. */
  public int top(int heap) {
    int from =
        TypeCode.isConcrete(heap) ? get(heap - TypeCode.CONCRETE).kind.above().ordinal() : heap;
    for (AbstractHeapType top :
        List.of(AbstractHeapType.ANY, AbstractHeapType.FUNC, AbstractHeapType.EXTERN)) {
      if ((ABOVE[from] & 1 << top.ordinal()) != 0) {
        return top.ordinal();
      }
    }
    return AbstractHeapType.EXN.ordinal();
  }

  /** Whether the parts of a type allow it below its parent (specification, "Composite Types"). */
  boolean fitsParent(DefinedType type) {
    DefinedType parent = type.parent;
    if (parent == null) {
      return true;
    }
    if (type.kind != parent.kind) {
      return false;
    }
    return switch (type.kind) {
      case FUNCTION -> allMatch(parent.parts, type.parts) && allMatch(type.more, parent.more);
      case STRUCT, ARRAY -> fieldsMatch(type, parent);
    };
  }

  /** Whether two lists are of one length and each type of the first matches that of the second. */
  boolean allMatch(int[] types, int[] others) {
    if (types.length != others.length) {
      return false;
    }
    if (Arrays.equals(types, others)) {
      return true;
    }
    for (int i = 0; i < types.length; i++) {
      if (!matches(types[i], others[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean fieldsMatch(DefinedType type, DefinedType parent) {
    if (type.parts.length < parent.parts.length) {
      return false;
    }
    for (int i = 0; i < parent.parts.length; i++) {
      boolean fits =
          type.more[i] == parent.more[i]
              && (parent.isMutable(i)
                  ? type.parts[i] == parent.parts[i]
                  : matches(type.parts[i], parent.parts[i]));
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
