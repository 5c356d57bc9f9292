package dev.continuum.inspector.syntax;

/**
 * A core module within a component.
 *
 * @param depth how many components are around it, 1 or more
 * @param range the whole module, from its preamble on; offsets within it count from its start when
 *     it is decoded for itself
 */
public record NestedModule(int depth, ByteRange range) {}
