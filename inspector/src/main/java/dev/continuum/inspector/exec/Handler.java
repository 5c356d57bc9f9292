package dev.continuum.inspector.exec;

/**
 * What a block does with exceptions for a range of code: a catch clause of a {@code try_table}, a
 * catch part of a {@code try}, or a {@code delegate}. Those of an inner block come first.
 *
 * @param from the first position it holds for, in the quick or the plain code
 * @param to behind the last
 * @param tag the address of the tag it catches; -1 for all
 * @param target where it branches to
 * @param slot the first slot of the values there
 * @param reference the slot for the reference to the exception, or -1
 * @param ticks what the branch counts
 * @param next -1 for one that catches; of a delegate, the place among the function's handlers from
 *     which on another one is looked for
 */
record Handler(
    int from, int to, int tag, int target, int slot, int reference, int ticks, int next) {}
