package dev.continuum.inspector.exec;

import dev.continuum.inspector.valid.DefinedType;

/** A tag instance (specification, "Tag Instances"), with its address in the store. */
public record TagInstance(int address, DefinedType type) implements External {}
