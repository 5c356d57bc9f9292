package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.syntax.AbstractHeapType;

/** What the rules for all groups of instructions share: the module, the stack, the instruction. */
abstract class InstructionRules {
  /** The bytes of the binary format for reference types with a heap type behind them. */
  private static final int REF = 0x64 - 0x80;

  private static final int REF_NULL = 0x63 - 0x80;

  final ModuleContext context;
  final TypeSpace types;
  final TypeStore store;
  final TypeStack stack;
  final InstructionReader in;

  InstructionRules(ModuleContext context, TypeStack stack, InstructionReader in) {
    this.context = context;
    this.types = context.types;
    this.store = context.store;
    this.stack = stack;
    this.in = in;
  }

  final InvalidException unknown(String word, int index) {
    return stack.invalid(Problems.unknown(word, index));
  }

  /** The address type of a memory. */
  final int memory(int index) throws InvalidException {
    if (index < 0 || index >= context.memories.length) {
      throw unknown("memory", index);
    }
    return context.memories[index];
  }

  /** The type of the elements of a table. */
  final int table(int index) throws InvalidException {
    if (index < 0 || index >= context.tables.length) {
      throw unknown("table", index);
    }
    return context.tables[index];
  }

  /** The type of the indices of a table. */
  final int tableAddress(int index) throws InvalidException {
    table(index);
    return context.tableAddresses[index];
  }

  /** The type of the elements of an element segment. */
  final int element(int index) throws InvalidException {
    if (index < 0 || index >= context.elements.length) {
      throw unknown("elem segment", index);
    }
    return context.elements[index];
  }

  final void data(int index) throws InvalidException {
    if (index < 0 || index >= context.dataCount) {
      throw unknown("data segment", index);
    }
  }

  final DefinedType function(int index) throws InvalidException {
    if (index < 0 || index >= context.functions.length) {
      throw unknown("function", index);
    }
    return context.functions[index];
  }

  /** The type of an index, which must be of a kind. */
  final DefinedType type(int index, DefinedType.Kind kind) throws InvalidException {
    if (!types.has(index)) {
      throw unknown("type", index);
    }
    DefinedType type = types.get(index);
    if (type.kind != kind) {
      throw stack.invalid(
          "type mismatch: "
              + in.opcode()
              + " needs a "
              + kind.above()
              + " type, but type "
              + types.indexWords(index)
              + " is a "
              + type.kind.above()
              + " type");
    }
    return type;
  }

  /** A heap type as the reader gives it: a type index, or the signed byte of an abstract one. */
  final int heap(long code) throws InvalidException {
    if (code >= 0) {
      int index = (int) code;
      if (!types.has(index)) {
        throw unknown("type", index);
      }
      return types.heapCode(index);
    }
    AbstractHeapType heap = AbstractHeapType.of((int) code + 0x80);
    if (heap == null) {
      throw new IllegalStateException("the reader lets no other heap types through: " + code);
    }
    return heap.ordinal();
  }

  /**
   * A value type as the reader gives it: the signed byte of the binary format.
   *
   * @param heapCode the heap type behind it, where the byte asks for one
   */
  final int value(int code, long heapCode) throws InvalidException {
    return switch (code) {
      case -1 -> TypeCode.I32;
      case -2 -> TypeCode.I64;
      case -3 -> TypeCode.F32;
      case -4 -> TypeCode.F64;
      case -5 -> TypeCode.V128;
      case REF -> TypeCode.reference(false, heap(heapCode));
      case REF_NULL -> TypeCode.reference(true, heap(heapCode));
      default -> TypeCode.reference(true, heap(code));
    };
  }

  final InvalidException mismatch(String problem) {
    return stack.invalid("type mismatch: " + problem);
  }

  /** Requires a type to match another that is no operand's. */
  final void match(int actual, int expected, String what) throws InvalidException {
    if (!store.matches(actual, expected)) {
      throw mismatch(
          in.opcode()
              + " needs "
              + types.words(expected)
              + ", but "
              + what
              + " has "
              + types.words(actual));
    }
  }
}
