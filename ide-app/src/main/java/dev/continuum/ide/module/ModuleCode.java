package dev.continuum.ide.module;

import dev.continuum.inspector.syntax.WasmModule;

/**
 * A module as it was decoded, whether or not it is valid, and the file it was decoded from.
 *
 * @param bytes the whole file; must not be changed
 */
public record ModuleCode(WasmModule module, byte[] bytes) {}
