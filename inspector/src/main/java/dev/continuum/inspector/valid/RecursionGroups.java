package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.ArrayType;
import dev.continuum.inspector.syntax.ConcreteHeapType;
import dev.continuum.inspector.syntax.FieldType;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.HeapType;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.PackedType;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.StorageType;
import dev.continuum.inspector.syntax.StructType;
import dev.continuum.inspector.syntax.SubType;
import dev.continuum.inspector.syntax.TypeDefinition;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.VectorType;
import java.util.Arrays;
import java.util.List;

/**
 * Writes recursion groups as ints, the form a {@link TypeStore} knows them by. For each type: its
 * kind and whether it is final, its parent, and two lists, each with its length first: parameters
 * and results, or fields and their mutability.
 */
final class RecursionGroups {
  /** The parent of a type that has none. */
  static final int NO_PARENT = -1;

  private static final DefinedType.Kind[] KINDS = DefinedType.Kind.values();

  private final int[] ids;
  private int groupStart;
  private int[] content = new int[64];
  private int length;

  /**
   * @param ids for each type index of the module the number of its type; filled up to the group
   *     being written
   */
  RecursionGroups(int[] ids) {
    this.ids = ids;
  }

  static DefinedType.Kind kind(int head) {
    return KINDS[head >>> 1];
  }

  static boolean isFinal(int head) {
    return (head & 1) != 0;
  }

  /** The ints of a group; every type index in it must be of the group or before it. */
  int[] write(List<TypeDefinition> group) {
    groupStart = group.getFirst().groupStart();
    length = 0;
    for (TypeDefinition definition : group) {
      write(definition.type());
    }
    return Arrays.copyOf(content, length);
  }

  private void write(SubType type) {
    DefinedType.Kind kind =
        switch (type.composite()) {
          case FunctionType function -> DefinedType.Kind.FUNCTION;
          case StructType struct -> DefinedType.Kind.STRUCT;
          case ArrayType array -> DefinedType.Kind.ARRAY;
        };
    add(kind.ordinal() << 1 | (type.isFinal() ? 1 : 0));
    add(type.supertypes().isEmpty() ? NO_PARENT : type(type.supertypes().getFirst()));
    switch (type.composite()) {
      case FunctionType function -> {
        values(function.parameters());
        values(function.results());
      }
      case StructType struct -> fields(struct.fields());
      case ArrayType array -> fields(List.of(array.element()));
    }
  }

  private void values(List<ValueType> types) {
    add(types.size());
    for (ValueType type : types) {
      add(code(type));
    }
  }

  private void fields(List<FieldType> fields) {
    add(fields.size());
    for (FieldType field : fields) {
      add(code(field.storage()));
    }
    add(fields.size());
    for (FieldType field : fields) {
      add(field.mutable() ? 1 : 0);
    }
  }

  private void add(int value) {
    if (length == content.length) {
      content = Arrays.copyOf(content, length * 2);
    }
    content[length++] = value;
  }

  private int type(int index) {
    return index < groupStart ? ids[index] : TypeCode.LOCAL | index - groupStart;
  }

  private int code(StorageType type) {
    return switch (type) {
      case PackedType packed -> packed == PackedType.I8 ? TypeCode.I8 : TypeCode.I16;
      case NumberType number -> number(number);
      case VectorType vector -> TypeCode.V128;
      case ReferenceType reference ->
          TypeCode.reference(reference.nullable(), heap(reference.heap()));
    };
  }

  private int heap(HeapType heap) {
    return switch (heap) {
      case AbstractHeapType known -> known.ordinal();
      case ConcreteHeapType concrete when concrete.typeIndex() < groupStart ->
          TypeCode.CONCRETE + ids[concrete.typeIndex()];
      case ConcreteHeapType concrete -> TypeCode.LOCAL | concrete.typeIndex() - groupStart;
    };
  }

  static int number(NumberType type) {
    return switch (type) {
      case I32 -> TypeCode.I32;
      case I64 -> TypeCode.I64;
      case F32 -> TypeCode.F32;
      case F64 -> TypeCode.F64;
    };
  }
}
