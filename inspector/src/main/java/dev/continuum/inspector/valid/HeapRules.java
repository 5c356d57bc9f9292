package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.Opcode;

/** References, structures and arrays (specification, "Reference" and "Aggregate Instructions"). */
final class HeapRules extends InstructionRules {
  HeapRules(ModuleContext context, TypeStack stack, InstructionReader in) {
    super(context, stack, in);
  }

  void instruction(Opcode opcode) throws InvalidException {
    switch (opcode) {
      case REF_NULL -> stack.push(TypeCode.reference(true, heap(in.heapTypeCode())));
      case REF_IS_NULL -> {
        stack.popReference();
        stack.push(TypeCode.I32);
      }
      case REF_AS_NON_NULL -> stack.push(TypeCode.nonNull(stack.popReference()));
      case REF_TEST, REF_TEST_NULL -> {
        castTarget();
        stack.push(TypeCode.I32);
      }
      case REF_CAST, REF_CAST_NULL -> stack.push(castTarget());
      case ANY_CONVERT_EXTERN -> convert(TypeCode.EXTERNREF, AbstractHeapType.ANY);
      case EXTERN_CONVERT_ANY -> convert(TypeCode.ANYREF, AbstractHeapType.EXTERN);
      case STRUCT_NEW -> {
        DefinedType struct = struct();
        stack.pop(struct.operands);
        push(struct);
      }
      case STRUCT_NEW_DEFAULT -> {
        DefinedType struct = struct();
        defaultable(struct);
        push(struct);
      }
      case STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U -> {
        DefinedType struct = struct();
        int field = field(struct);
        packed(struct.parts[field], opcode == Opcode.STRUCT_GET);
        stack.pop(reference(struct));
        stack.push(TypeCode.unpacked(struct.parts[field]));
      }
      case STRUCT_SET -> {
        DefinedType struct = struct();
        int field = field(struct);
        if (!struct.isMutable(field)) {
          throw stack.invalid("immutable field " + field + " cannot be set");
        }
        stack.pop(TypeCode.unpacked(struct.parts[field]));
        stack.pop(reference(struct));
      }
      default -> array(opcode);
    }
  }

  private void array(Opcode opcode) throws InvalidException {
    DefinedType array = type(in.index(), DefinedType.Kind.ARRAY);
    int storage = array.parts[0];
    int element = TypeCode.unpacked(storage);
    switch (opcode) {
      case ARRAY_NEW -> {
        stack.pop(TypeCode.I32);
        stack.pop(element);
        push(array);
      }
      case ARRAY_NEW_DEFAULT -> {
        defaultable(array);
        stack.pop(TypeCode.I32);
        push(array);
      }
      case ARRAY_NEW_FIXED -> {
        stack.popRepeated(element, in.index2());
        push(array);
      }
      case ARRAY_NEW_DATA -> {
        fillable(storage);
        stack.pop(TypeCode.I32);
        stack.pop(TypeCode.I32);
        push(array);
      }
      case ARRAY_NEW_ELEM -> {
        match(element(in.index2()), storage, "the element segment");
        stack.pop(TypeCode.I32);
        stack.pop(TypeCode.I32);
        push(array);
      }
      case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U -> {
        packed(storage, opcode == Opcode.ARRAY_GET);
        stack.pop(TypeCode.I32);
        stack.pop(reference(array));
        stack.push(element);
      }
      case ARRAY_SET -> {
        mutable(array);
        stack.pop(element);
        stack.pop(TypeCode.I32);
        stack.pop(reference(array));
      }
      case ARRAY_FILL -> {
        mutable(array);
        stack.pop(TypeCode.I32);
        stack.pop(element);
        stack.pop(TypeCode.I32);
        stack.pop(reference(array));
      }
      case ARRAY_COPY -> copy(array);
      case ARRAY_INIT_DATA -> {
        mutable(array);
        fillable(storage);
        initialise(array);
      }
      case ARRAY_INIT_ELEM -> {
        mutable(array);
        match(element(in.index2()), storage, "the element segment");
        initialise(array);
      }
      default -> throw new IllegalStateException("no instruction of the heap: " + opcode);
    }
  }

  /** Takes what is cast, and returns what it is cast to. */
  private int castTarget() throws InvalidException {
    int heap = heap(in.heapTypeCode());
    stack.pop(TypeCode.reference(true, store.top(heap)));
    return TypeCode.reference(in.isNullable(), heap);
  }

  private void convert(int from, AbstractHeapType to) throws InvalidException {
    int actual = stack.pop(from);
    boolean nullable = TypeCode.isReference(actual) && TypeCode.isNullable(actual);
    stack.push(TypeCode.reference(nullable, to.ordinal()));
  }

  private DefinedType struct() throws InvalidException {
    return type(in.index(), DefinedType.Kind.STRUCT);
  }

  private int field(DefinedType struct) throws InvalidException {
    int field = in.index2();
    if (field < 0 || field >= struct.parts.length) {
      throw unknown("field", field);
    }
    return field;
  }

  private static int reference(DefinedType type) {
    return TypeCode.referenceTo(true, type.id);
  }

  private void push(DefinedType type) throws InvalidException {
    stack.push(TypeCode.referenceTo(false, type.id));
  }

  private void defaultable(DefinedType type) throws InvalidException {
    if (type.isDefaultable) {
      return;
    }
    for (int part : type.parts) {
      if (!TypeCode.isDefaultable(part)) {
        throw mismatch(
            in.opcode()
                + " needs types with a default value, and "
                + types.words(part)
                + " has none");
      }
    }
  }

  /** Packed storage is read with a sign or without one, other storage plainly. */
  private void packed(int storage, boolean plainly) throws InvalidException {
    if (TypeCode.isPacked(storage) == plainly) {
      throw mismatch(
          in.opcode()
              + " needs "
              + (plainly ? "a type that is not packed" : "i8 or i16")
              + ", but reads "
              + types.words(storage));
    }
  }

  private void mutable(DefinedType array) throws InvalidException {
    if (!array.isMutable(0)) {
      throw stack.invalid(
          "immutable array: type " + types.indexWords(in.index()) + " cannot be written");
    }
  }

  private void fillable(int storage) throws InvalidException {
    if (!TypeCode.isNumericOrVector(storage)) {
      throw stack.invalid(
          "array type is not numeric or vector: data cannot fill " + types.words(storage));
    }
    data(in.index2());
  }

  private void initialise(DefinedType array) throws InvalidException {
    stack.pop(TypeCode.I32);
    stack.pop(TypeCode.I32);
    stack.pop(TypeCode.I32);
    stack.pop(reference(array));
  }

  private void copy(DefinedType target) throws InvalidException {
    mutable(target);
    DefinedType source = type(in.index2(), DefinedType.Kind.ARRAY);
    if (!store.matches(source.parts[0], target.parts[0])) {
      throw stack.invalid(
          "array types do not match: "
              + types.words(source.parts[0])
              + " cannot be copied to "
              + types.words(target.parts[0]));
    }
    stack.pop(TypeCode.I32);
    stack.pop(TypeCode.I32);
    stack.pop(reference(source));
    stack.pop(TypeCode.I32);
    stack.pop(reference(target));
  }
}
