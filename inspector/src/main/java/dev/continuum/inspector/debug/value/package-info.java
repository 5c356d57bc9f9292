/**
 * Values of a guest as a debugger shows them, and the forms they are shown in. Uses {@code text}.
 */
@NullMarked
package dev.continuum.inspector.debug.value;

import org.jspecify.annotations.NullMarked;
