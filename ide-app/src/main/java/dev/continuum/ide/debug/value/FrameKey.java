package dev.continuum.ide.debug.value;

/**
 * Which call a frame is, as far as one can tell between two stops: values of another call are other
 * values, and not changed ones.
 *
 * @param outer how many frames there are outside of it
 * @param function the index of its function; -1 without a frame
 */
record FrameKey(long session, int outer, int function) {}
