/**
 * “Where did this value come from?”, answered from the history of a guest. Uses {@code debug},
 * {@code binary} and {@code text.print}; knows no engine.
 */
@NullMarked
package dev.continuum.inspector.debug.origin;

import org.jspecify.annotations.NullMarked;
