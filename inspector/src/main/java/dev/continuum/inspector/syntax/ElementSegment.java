package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/**
 * The head of an element segment.
 *
 * @param table the table an active segment fills; null for the other modes
 * @param offset where the constant expression of its position lies; null unless active
 * @param count how many elements it has
 * @param expressions whether its elements are constant expressions; else they are function indices
 * @param items where its elements lie
 */
public record ElementSegment(
    int index,
    @Nullable String name,
    SegmentMode mode,
    @Nullable Integer table,
    @Nullable ByteRange offset,
    ReferenceType type,
    int count,
    boolean expressions,
    ByteRange items,
    ByteRange range) {}
