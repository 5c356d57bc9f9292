package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.valid.TypeCode;

/**
 * Translates the old form of exceptions: {@code try} with its catch parts, {@code delegate} and
 * {@code rethrow}. The exception that a catch part has caught is kept for {@code rethrow} in a slot
 * behind the function's locals, one for each {@code try} around it.
 */
final class LegacyTries {
  private final InstructionReader in;
  private final CodeBuilder out;
  private final Operands operands;
  private final Blocks blocks;
  private final ModuleInstance instance;
  private final int firstSlot;
  private int open;
  private int deepest;

  /**
   * @param firstSlot the slot of the exception that the outermost one catches
   */
  LegacyTries(
      InstructionReader in,
      CodeBuilder out,
      Operands operands,
      Blocks blocks,
      ModuleInstance instance,
      int firstSlot) {
    this.in = in;
    this.out = out;
    this.operands = operands;
    this.blocks = blocks;
    this.instance = instance;
    this.firstSlot = firstSlot;
  }

  /** How many lie within each other at most: as many slots are needed. */
  int deepest() {
    return deepest;
  }

  void open() {
    blocks.open(Opcode.TRY, in.blockType(), operands, out).setCaughtSlot(firstSlot + open);
    deepest = Math.max(deepest, ++open);
  }

  /** The block closes, at an end or a delegate. */
  void close() {
    open--;
  }

  /** Starts the part of a catch or catch_all, behind the part before. */
  void part(Opcode opcode) {
    Blocks.Block block = blocks.innermost();
    if (block.bodyEnd() < 0) {
      block.endBody(out);
    }
    operands.cut(block.height());
    int tag = -1;
    int label = out.newLabel();
    out.bind(label);
    if (opcode == Opcode.CATCH) {
      TagInstance caught = instance.tags[in.index()];
      tag = caught.address();
      for (int type : caught.type().parts) {
        operands.push(type == TypeCode.V128);
      }
    }
    out.handler(block.from(), block.bodyEnd(), tag, label, block.top(), block.caughtSlot());
  }

  /** Has exceptions of a block that closes go on from the handlers of another one outwards. */
  void delegate(Blocks.Block block, int label) {
    block.endBody(out);
    blocks.at(label).addDelegate(out.delegate(block.from(), block.bodyEnd()));
  }

  void rethrow() {
    out.emit(Op.THROW, blocks.at(in.index()).caughtSlot(), -1);
    out.emit(1);
  }
}
