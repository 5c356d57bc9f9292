package dev.continuum.inspector.exec;

/**
 * A catch clause of a {@code try_table} for a range of code. Those of an inner block come first.
 *
 * @param from the first position it holds for, in the quick or the plain code
 * @param to behind the last
 * @param tag the address of the tag it catches; -1 for all
 * @param withReference whether the reference to the exception is passed too
 * @param target where it branches to
 * @param slot the first slot of the values there
 * @param ticks what the branch counts
 */
record Handler(int from, int to, int tag, boolean withReference, int target, int slot, int ticks) {}
