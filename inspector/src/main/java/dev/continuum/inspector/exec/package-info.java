/**
 * The stepping engine (specification, "Execution"): store, frames, memories, tables, the heap of
 * structures and arrays, traps, and the way back in time. All state of a guest lies in arrays, none
 * on the Java stack. Uses {@code syntax}, {@code binary}, {@code valid}, {@code profile}, and
 * {@code debug}, whose backend it is.
 */
@NullMarked
package dev.continuum.inspector.exec;

import org.jspecify.annotations.NullMarked;
