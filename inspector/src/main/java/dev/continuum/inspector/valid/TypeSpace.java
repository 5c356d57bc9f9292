package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.ConcreteHeapType;
import dev.continuum.inspector.syntax.HeapType;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.TypeDefinition;
import dev.continuum.inspector.syntax.TypeNames;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.VectorType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of one module in a {@link TypeStore}: from type indices to numbers of types, and back
 * to types as they are written.
 */
public final class TypeSpace {
  private static final AbstractHeapType[] ABSTRACT = AbstractHeapType.values();
  private static final int MOST_WORDS = 20;

  private final TypeStore store;
  private final TypeNames names;
  private final int[] ids;
  private final int[] firstIndex;

  /**
   * @param types the types of a module, none of which refers to a type behind its group
   * @param names how type indices are written in messages
   */
  public TypeSpace(TypeStore store, List<TypeDefinition> types, TypeNames names) {
    this.store = store;
    this.names = index -> Problems.brief(names.of(index));
    this.ids = new int[types.size()];
    RecursionGroups groups = new RecursionGroups(ids);
    int at = 0;
    while (at < types.size()) {
      // Of a group at the end of a broken module not all types may have been read.
      int size = Math.min(types.get(at).groupSize(), types.size() - at);
      int first = store.intern(size, groups.write(types.subList(at, at + size)));
      for (int i = 0; i < size; i++) {
        ids[at++] = first + i;
      }
    }
    firstIndex = new int[store.size()];
    Arrays.fill(firstIndex, -1);
    for (int index = ids.length - 1; index >= 0; index--) {
      firstIndex[ids[index]] = index;
    }
  }

  public TypeStore store() {
    return store;
  }

  public int size() {
    return ids.length;
  }

  public boolean has(int typeIndex) {
    return typeIndex >= 0 && typeIndex < ids.length;
  }

  /** The type of an index, which must exist. */
  public DefinedType get(int typeIndex) {
    return store.get(ids[typeIndex]);
  }

  /** The function type of an index, or null when there is none or it is another type. */
  public @Nullable DefinedType function(int typeIndex) {
    if (!has(typeIndex)) {
      return null;
    }
    DefinedType type = get(typeIndex);
    return type.isFunction() ? type : null;
  }

  /** The type index a type mentions though there is none such, unsigned, or -1. */
  long unknownIndex(ValueType type) {
    return type instanceof ReferenceType reference
            && reference.heap() instanceof ConcreteHeapType concrete
            && !has(concrete.typeIndex())
        ? Integer.toUnsignedLong(concrete.typeIndex())
        : -1;
  }

  /** The code of the heap type that is the type of an index, which must exist. */
  public int heapCode(int typeIndex) {
    return TypeCode.CONCRETE + ids[typeIndex];
  }

  /** The code of a type whose type indices exist. */
  public int code(ValueType type) {
    return switch (type) {
      case NumberType number -> RecursionGroups.number(number);
      case VectorType vector -> TypeCode.V128;
      case ReferenceType reference ->
          TypeCode.reference(
              reference.nullable(),
              switch (reference.heap()) {
                case AbstractHeapType known -> known.ordinal();
                case ConcreteHeapType concrete -> heapCode(concrete.typeIndex());
              });
    };
  }

  /**
   * The type a code stands for, or null for one that stands for any. A type declared more than once
   * comes back with the lowest of its indices.
   */
  public @Nullable ValueType type(int code) {
    return switch (code) {
      case TypeCode.BOTTOM -> null;
      case TypeCode.I32 -> NumberType.I32;
      case TypeCode.I64 -> NumberType.I64;
      case TypeCode.F32 -> NumberType.F32;
      case TypeCode.F64 -> NumberType.F64;
      case TypeCode.V128 -> VectorType.V128;
      default -> {
        int heap = TypeCode.heap(code);
        if (heap == TypeCode.BOTTOM_HEAP) {
          yield null;
        }
        HeapType type =
            TypeCode.isConcrete(heap)
                ? new ConcreteHeapType(firstIndex[heap - TypeCode.CONCRETE])
                : ABSTRACT[heap];
        yield new ReferenceType(TypeCode.isNullable(code), type);
      }
    };
  }

  /** A value type or packed type in words, as the text format writes it. */
  public String words(int code) {
    return switch (code) {
      case TypeCode.BOTTOM -> "any type";
      case TypeCode.I8 -> "i8";
      case TypeCode.I16 -> "i16";
      default -> {
        ValueType type = type(code);
        yield type == null ? "a reference of any type" : type.wat(names);
      }
    };
  }

  /** A list of types in words, such as {@code [i32 i64]}; a long one is cut. */
  public String words(int[] codes) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < codes.length; i++) {
      if (i == MOST_WORDS) {
        text.append(" …");
        break;
      }
      text.append(i == 0 ? "" : " ").append(words(codes[i]));
    }
    return text.append(']').toString();
  }

  /** How a type index is written in a message. */
  String indexWords(int typeIndex) {
    return names.of(typeIndex);
  }
}
