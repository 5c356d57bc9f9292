package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.InstructionUse;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Proposal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers the first instruction of each proposal; those of the first version do not count. */
final class InstructionUses {
  private final Map<Proposal, InstructionUse> firsts = new EnumMap<>(Proposal.class);
  private long seen;
  private int function;

  /** Goes on with a function. */
  void in(int function) {
    this.function = function;
  }

  void note(Opcode opcode) {
    Proposal proposal = opcode.proposal();
    if (proposal == Proposal.MVP) {
      return;
    }
    long bit = 1L << proposal.ordinal();
    if ((seen & bit) == 0) {
      seen |= bit;
      firsts.put(proposal, new InstructionUse(opcode, function));
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
