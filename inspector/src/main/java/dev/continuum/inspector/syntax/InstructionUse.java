package dev.continuum.inspector.syntax;

/**
 * The first instruction in a module that came with a proposal.
 *
 * @param opcode the instruction, of which {@link Opcode#proposal} says where it comes from
 * @param function the index of the function it is in
 */
public record InstructionUse(Opcode opcode, int function) {}
