package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.valid.TypeCode;
import dev.continuum.inspector.valid.TypeStore;

/** Instructions on references and structures (specification, "Reference Instructions"). */
final class AggregateInstructions {
  private static final int IMMEDIATES = RareInstructions.IMMEDIATES;

  private final Machine machine;
  private final Heap heap;

  AggregateInstructions(Machine machine) {
    this.machine = machine;
    heap = machine.store.heap;
  }

  void reference(Opcode opcode, int[] code, int pc, long[] s, int at) throws TrapException {
    long reference = s[at];
    switch (opcode) {
      case REF_AS_NON_NULL -> {
        if (reference == Reference.NULL) {
          throw new TrapException(Trap.NULL_REFERENCE);
        }
      }
      case REF_TEST -> s[at] = reference != 0 && isA(reference, code[pc + IMMEDIATES]) ? 1 : 0;
      case REF_TEST_NULL -> s[at] = reference == 0 || isA(reference, code[pc + IMMEDIATES]) ? 1 : 0;
      case REF_CAST -> {
        if (reference == 0 || !isA(reference, code[pc + IMMEDIATES])) {
          throw castFailure(reference, code[pc + IMMEDIATES]);
        }
      }
      case REF_CAST_NULL -> {
        if (reference != 0 && !isA(reference, code[pc + IMMEDIATES])) {
          throw castFailure(reference, code[pc + IMMEDIATES]);
        }
      }
      case REF_I31 -> s[at] = Reference.i31((int) reference);
      case I31_GET_S -> s[at] = Reference.i31Signed(i31(reference));
      case I31_GET_U -> s[at] = Reference.i31Unsigned(i31(reference));
      default -> throw new IllegalStateException("no instruction of references: " + opcode);
    }
  }

  private static long i31(long reference) throws TrapException {
    if (reference == Reference.NULL) {
      throw new TrapException(Trap.NULL_I31_REFERENCE);
    }
    return reference;
  }

  private TrapException castFailure(long reference, int target) {
    return new TrapException(
        Trap.CAST_FAILURE,
        machine.store.describe(reference) + " is not " + machine.store.heapTypeWords(target));
  }

  /** Whether a reference that is not null is of a heap type. */
  boolean isA(long reference, int target) {
    if (target == AbstractHeapType.EXTERN.ordinal()) {
      // Whatever a reference of the host holds is one; the validator keeps others away.
      return true;
    }
    TypeStore types = machine.store.types;
    return types.heapMatches(heapTypeOf(reference), target);
  }

  private int heapTypeOf(long reference) {
    if (Reference.isI31(reference)) {
      return AbstractHeapType.I31.ordinal();
    }
    if (Reference.isFunction(reference)) {
      return TypeCode.CONCRETE
          + machine.store.functions[Reference.functionAddress(reference)].typeId;
    }
    if (Reference.isHost(reference)) {
      return AbstractHeapType.ANY.ordinal();
    }
    return heap.kind(reference) == Heap.EXCEPTION
        ? AbstractHeapType.EXN.ordinal()
        : TypeCode.CONCRETE + heap.type(reference);
  }

  void struct(Opcode opcode, int[] code, int pc, long[] s, int at) throws TrapException, WatchHit {
    HeapLayout layout = heap.layout(code[pc + IMMEDIATES]);
    switch (opcode) {
      case STRUCT_NEW -> {
        int slots = Slots.count(layout.type().operands);
        machine.live = at + slots;
        long made = heap.newStruct(layout);
        int slot = at;
        for (int field = 0; field < layout.type().parts.length; field++) {
          put(Reference.objectAddress(made) + layout.offset(field), layout.storage(field), s, slot);
          slot += Slots.of(layout.storage(field));
        }
        s[at] = made;
      }
      case STRUCT_NEW_DEFAULT -> {
        machine.live = at;
        s[at] = heap.newStruct(layout);
      }
      case STRUCT_SET -> {
        int field = code[pc + IMMEDIATES + 1];
        long address = object(s[at]) + layout.offset(field);
        int storage = layout.storage(field);
        heap.memory().access(address, Math.max(8, HeapLayout.size(storage)), true);
        put(address, storage, s, at + 1);
      }
      default -> {
        int field = code[pc + IMMEDIATES + 1];
        long address = object(s[at]) + layout.offset(field);
        int storage = layout.storage(field);
        heap.memory().access(address, Math.max(8, HeapLayout.size(storage)), false);
        s[at] = extend(heap.word(address), storage, opcode == Opcode.STRUCT_GET_S);
        if (storage == TypeCode.V128) {
          s[at + 1] = heap.word(address + 8);
        }
      }
    }
  }

  private static long object(long reference) throws TrapException {
    if (reference == Reference.NULL) {
      throw new TrapException(Trap.NULL_STRUCTURE_REFERENCE);
    }
    return Reference.objectAddress(reference);
  }

  /** Puts a value into a field, which takes whole words. */
  private void put(long address, int storage, long[] s, int slot) {
    long value = s[slot];
    heap.putWord(
        address,
        switch (storage) {
          case TypeCode.I8 -> value & 0xff;
          case TypeCode.I16 -> value & 0xffff;
          default -> value;
        });
    if (storage == TypeCode.V128) {
      heap.putWord(address + 8, s[slot + 1]);
    }
  }

  /** A stored number as a slot has it. */
  static long extend(long value, int storage, boolean signed) {
    return switch (storage) {
      case TypeCode.I8 -> signed ? (byte) value : value & 0xff;
      case TypeCode.I16 -> signed ? (short) value : value & 0xffff;
      case TypeCode.I32, TypeCode.F32 -> (int) value;
      default -> value;
    };
  }
}
