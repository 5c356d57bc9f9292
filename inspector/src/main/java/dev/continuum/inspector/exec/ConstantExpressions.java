package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.valid.DefinedType;
import dev.continuum.inspector.valid.TypeCode;

/** Computes constant expressions of a valid module (specification, "Constant Expressions"). */
final class ConstantExpressions {
  private final Machine machine;
  private final ModuleInstance instance;
  private final InstructionReader in = new InstructionReader();
  private int top;

  ConstantExpressions(Machine machine, ModuleInstance instance) {
    this.machine = machine;
    this.instance = instance;
  }

  /**
   * Computes an expression; its value lies on the stack of the machine, from slot 0 on.
   *
   * @return the first slot of it
   */
  long compute(ByteRange range) throws TrapException {
    try {
      top = 0;
      in.expression(instance.bytes, range);
      while (in.next()) {
        instruction(in.opcode());
      }
      return machine.stack[0];
    } catch (MalformedException | WatchHit impossible) {
      throw new IllegalStateException("a valid expression cannot be computed", impossible);
    }
  }

  private void push(long value) throws TrapException {
    machine.reserve(top + 3);
    machine.stack[top++] = value;
  }

  private void instruction(Opcode opcode) throws TrapException, WatchHit {
    long[] s = machine.stack;
    switch (opcode) {
      case END, ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> {}
      case I32_CONST, I64_CONST, F32_CONST, F64_CONST -> push(in.constant());
      case V128_CONST -> {
        push(in.lowBits());
        push(in.highBits());
      }
      case I32_ADD -> s[top - 2] = (int) s[top - 2] + (int) s[--top];
      case I32_SUB -> s[top - 2] = (int) s[top - 2] - (int) s[--top];
      case I32_MUL -> s[top - 2] = (int) s[top - 2] * (int) s[--top];
      case I64_ADD -> s[top - 2] += s[--top];
      case I64_SUB -> s[top - 2] -= s[--top];
      case I64_MUL -> s[top - 2] *= s[--top];
      case GLOBAL_GET -> {
        GlobalInstance global = instance.globals[in.index()];
        push(machine.store.globals[global.slot()]);
        if (global.type() == TypeCode.V128) {
          push(machine.store.globals[global.slot() + 1]);
        }
      }
      case REF_NULL -> push(Reference.NULL);
      case REF_FUNC -> push(Reference.function(instance.functions[in.index()].address));
      case REF_I31 -> s[top - 1] = Reference.i31((int) s[top - 1]);
      case STRUCT_NEW -> {
        DefinedType type = instance.types.get(in.index());
        rare(opcode, Slots.count(type.operands), type.id, 0);
      }
      case STRUCT_NEW_DEFAULT -> rare(opcode, 0, instance.types.get(in.index()).id, 0);
      case ARRAY_NEW -> {
        DefinedType type = instance.types.get(in.index());
        rare(opcode, Slots.count(type.operands) + 1, type.id, 0);
      }
      case ARRAY_NEW_DEFAULT -> rare(opcode, 1, instance.types.get(in.index()).id, 0);
      case ARRAY_NEW_FIXED -> {
        DefinedType type = instance.types.get(in.index());
        rare(opcode, Slots.count(type.operands) * in.index2(), type.id, in.index2());
      }
      default -> throw new IllegalStateException("not a constant instruction: " + opcode);
    }
  }

  private void rare(Opcode opcode, int taken, int first, int second)
      throws TrapException, WatchHit {
    int at = top - taken;
    machine.reserve(at + 3);
    machine.rare.execute(
        opcode.ordinal(), new int[] {0, 0, first, second}, 0, machine.stack, at, machine.bottom());
    top = at + 1;
  }
}
