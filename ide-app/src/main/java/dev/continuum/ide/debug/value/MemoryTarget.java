package dev.continuum.ide.debug.value;

/**
 * Bytes to be shown.
 *
 * @param memory the index of the memory
 * @param address unsigned; may lie outside
 */
public record MemoryTarget(int memory, long address) {}
