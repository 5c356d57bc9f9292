package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.ConcreteHeapType;
import dev.continuum.inspector.syntax.HeapType;
import dev.continuum.inspector.syntax.InstructionUse;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Proposal;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.VectorType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the first use of each proposal in code: of its instructions, and of types that it
 * brought. What the first version of WebAssembly has does not count.
 */
final class InstructionUses {
  /** Of {@link InstructionReader#blockType}, the codes of types that are no numbers are below. */
  private static final int ABOVE_REFERENCES = -0x0f;

  private final Map<Proposal, InstructionUse> firsts = new EnumMap<>(Proposal.class);
  private long seen;
  private int function = InstructionUse.CONSTANT;

  /** Goes on with a function. */
  void in(int function) {
    this.function = function;
  }

  void note(Opcode opcode) {
    Proposal proposal = opcode.proposal();
    if (proposal != Proposal.MVP) {
      note(proposal, opcode);
    }
  }

  private void note(Proposal proposal, Opcode opcode) {
    if ((seen & 1L << proposal.ordinal()) == 0) {
      note(proposal, opcode.mnemonic());
    }
  }

  private void note(Proposal proposal, String what) {
    long bit = 1L << proposal.ordinal();
    if ((seen & bit) == 0) {
      seen |= bit;
      firsts.put(proposal, new InstructionUse(proposal, what, function));
    }
  }

  /** Notes an instruction that computes something before the module runs. */
  void noteConstant(Opcode opcode, boolean extended) {
    note(opcode);
    if (extended) {
      note(Proposal.EXTENDED_CONSTANTS, opcode);
    }
  }

  /** Notes the type of locals, or of what an instruction gives. */
  void note(ValueType type, String what) {
    if (type instanceof VectorType) {
      note(Proposal.SIMD, what);
    } else if (type instanceof ReferenceType reference) {
      note(Proposal.REFERENCE_TYPES, what);
      if (!reference.nullable()) {
        note(Proposal.FUNCTION_REFERENCES, what);
      }
      note(reference.heap(), what);
    }
  }

  /** Notes the type that a reference is to. */
  void note(HeapType heap, String what) {
    switch (heap) {
      case ConcreteHeapType concrete -> note(Proposal.FUNCTION_REFERENCES, what);
      case AbstractHeapType known -> {
        switch (known) {
          case FUNC, EXTERN -> {}
          case EXN, NOEXN -> note(Proposal.EXCEPTIONS, what);
          default -> note(Proposal.GC, what);
        }
      }
    }
  }

  /** Notes the type of a block that has just been read. */
  void noteBlock(Opcode opcode, InstructionReader in) {
    long type = in.blockType();
    if (type < ABOVE_REFERENCES && type != InstructionReader.EMPTY_BLOCK) {
      @Nullable ValueType result = in.blockResult();
      if (result != null) {
        note(result, opcode.mnemonic());
      }
    }
  }

  /** Adds what was gathered from later functions. */
  void add(InstructionUses later) {
    later.firsts.forEach(firsts::putIfAbsent);
  }

  /** In the order of the proposals. */
  List<InstructionUse> list() {
    return List.copyOf(firsts.values());
  }
}
