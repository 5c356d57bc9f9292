package dev.continuum.inspector.syntax;

/**
 * The first thing in the code of a module that came with a proposal.
 *
 * @param what what it is: the mnemonic of an instruction, or the type of a local
 * @param function the index of the function it is in, or {@link #CONSTANT}
 */
public record InstructionUse(Proposal proposal, String what, int function) {
  /** Stands for the function where something is in a constant expression. */
  public static final int CONSTANT = -1;
}
