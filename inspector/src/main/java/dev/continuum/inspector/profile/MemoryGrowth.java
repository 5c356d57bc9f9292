package dev.continuum.inspector.profile;

/**
 * A memory had another size than before.
 *
 * @param tick how many instructions had been executed, the one that grew it included; 0 for the
 *     size that it had at first
 * @param memory its index
 * @param bytes its size
 * @param function the index of the function that grew it; -1 at tick 0
 * @param offset where the instruction lies in the binary; -1 at tick 0
 */
public record MemoryGrowth(long tick, int memory, long bytes, int function, int offset) {}
