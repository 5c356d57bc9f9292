package dev.continuum.inspector.syntax;

/**
 * An export.
 *
 * @param position its place in the export section, from 0
 * @param index what it exports, in the index space of its kind; not checked to exist
 */
public record Export(int position, String name, ExternKind kind, int index, ByteRange range) {}
