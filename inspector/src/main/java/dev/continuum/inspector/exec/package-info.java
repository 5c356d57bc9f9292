/**
 * The stepping engine (specification, "Execution"): store, frames, memories, tables, the heap of
 * structures and arrays, traps. All state of a guest lies in arrays of its own, none on the Java
 * stack. Uses {@code syntax}, {@code binary} and {@code valid}.
 */
@NullMarked
package dev.continuum.inspector.exec;

import org.jspecify.annotations.NullMarked;
