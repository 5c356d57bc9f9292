package dev.continuum.ide.profile;

/**
 * A memory had another size than before.
 *
 * @param tick how many instructions had been executed
 * @param memory its index
 * @param bytes its size
 * @param function which function grew it; empty for the size at first
 * @param position where, for {@code Workbench.open}; empty for the size at first
 */
record GrowthRow(long tick, int memory, long bytes, String function, String position) {}
