package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/**
 * The head of a data segment.
 *
 * @param memory the memory an active segment fills; null when passive
 * @param offset where the constant expression of its position lies; null when passive
 * @param content the bytes it holds
 */
public record DataSegment(
    int index,
    @Nullable String name,
    SegmentMode mode,
    @Nullable Integer memory,
    @Nullable ByteRange offset,
    ByteRange content,
    ByteRange range) {}
