package dev.continuum.inspector.debug;

/**
 * Something that happened at a tick: a call of the host.
 *
 * @param what the function that was called, in words
 */
public record Moment(long tick, String what) {}
