package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A type of a module.
 *
 * @param index its type index
 * @param name its name from the name section, or null
 * @param groupStart the index of the first type of its recursion group
 * @param groupSize the number of types in its recursion group; 1 when it stands alone
 * @param range its bytes, without those of the group around it
 */
public record TypeDefinition(
    int index,
    @Nullable String name,
    SubType type,
    int groupStart,
    int groupSize,
    ByteRange range) {}
