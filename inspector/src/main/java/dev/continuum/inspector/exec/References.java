package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.valid.DefinedType;
import dev.continuum.inspector.valid.TypeCode;
import dev.continuum.inspector.valid.TypeSpace;

/** Translates instructions on references, tables, structures and arrays. */
final class References {
  private final InstructionReader in;
  private final Operands operands;
  private final Recent recent;
  private final Computation computation;
  private final Comparisons comparisons;
  private final ModuleInstance instance;

  References(
      InstructionReader in,
      Operands operands,
      Recent recent,
      Computation computation,
      Comparisons comparisons,
      ModuleInstance instance) {
    this.in = in;
    this.operands = operands;
    this.recent = recent;
    this.computation = computation;
    this.comparisons = comparisons;
    this.instance = instance;
  }

  /** The code of the heap type an instruction names. */
  static int heapCode(TypeSpace types, long code) {
    if (code >= 0) {
      return types.heapCode((int) code);
    }
    AbstractHeapType type = AbstractHeapType.of((int) code & 0x7f);
    if (type == null) {
      throw new IllegalStateException("no heap type has the code " + code);
    }
    return type.ordinal();
  }

  void instruction(Opcode opcode) {
    switch (opcode) {
      case REF_NULL -> constant(Reference.NULL);
      case REF_FUNC -> constant(Reference.function(instance.functions[in.index()].address));
      case REF_EQ -> comparisons.integers(Comparisons.EQ, true);
      case REF_IS_NULL -> comparisons.isZero(true);
      case ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> recent.forgetComparison();
      case REF_AS_NON_NULL -> replace(opcode, 1, false);
      case REF_TEST, REF_TEST_NULL, REF_CAST, REF_CAST_NULL ->
          replace(opcode, 1, false, heapCode(instance.types, in.heapTypeCode()));
      case TABLE_GET, TABLE_GROW, TABLE_SET, TABLE_FILL -> table(opcode);
      default -> aggregate(opcode, instance.types.get(in.index()));
    }
  }

  private void constant(long value) {
    int to = operands.top();
    operands.push(false);
    operands.constant(to, value);
    recent.forget();
  }

  /** Takes operands and gives one. */
  private void replace(Opcode opcode, int taken, boolean wide, int... words) {
    computation.rare(opcode, taken, words.length > 0 && opcode.prefix() == Opcode.PREFIX_GC, words);
    operands.pop(taken);
    operands.push(wide);
  }

  private void take(Opcode opcode, int taken, int... words) {
    computation.rare(opcode, taken, false, words);
    operands.pop(taken);
  }

  private void table(Opcode opcode) {
    int table = in.index();
    switch (opcode) {
      case TABLE_GET -> replace(opcode, 1, false, table);
      case TABLE_GROW -> replace(opcode, 2, false, table);
      case TABLE_SET -> take(opcode, 2, table);
      default -> take(opcode, 3, table);
    }
  }

  private void aggregate(Opcode opcode, DefinedType type) {
    int id = type.id;
    switch (opcode) {
      case STRUCT_NEW -> replace(opcode, type.parts.length, false, id);
      case STRUCT_NEW_DEFAULT -> replace(opcode, 0, false, id);
      case STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U ->
          replace(opcode, 1, type.parts[in.index2()] == TypeCode.V128, id, in.index2());
      case STRUCT_SET -> take(opcode, 2, id, in.index2());
      case ARRAY_NEW -> replace(opcode, 2, false, id);
      case ARRAY_NEW_DEFAULT -> replace(opcode, 1, false, id);
      case ARRAY_NEW_FIXED -> replace(opcode, in.index2(), false, id, in.index2());
      case ARRAY_NEW_DATA, ARRAY_NEW_ELEM -> replace(opcode, 2, false, id, in.index2());
      case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U ->
          replace(opcode, 2, type.parts[0] == TypeCode.V128, id);
      case ARRAY_SET -> take(opcode, 3, id);
      case ARRAY_FILL -> take(opcode, 4, id);
      case ARRAY_COPY -> take(opcode, 5, id, instance.types.get(in.index2()).id);
      case ARRAY_INIT_DATA, ARRAY_INIT_ELEM -> take(opcode, 4, id, in.index2());
      default ->
          throw new IllegalStateException(
              "the engine does not run " + opcode + ", and its module was let through");
    }
  }
}
