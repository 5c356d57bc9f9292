/**
 * From binary to text: whole modules, a function or a type alone, flat or folded, with the map of
 * where the lines come from. Uses {@code syntax} and {@code binary}; sources are none of its
 * business.
 */
@NullMarked
package dev.continuum.inspector.text.print;

import org.jspecify.annotations.NullMarked;
