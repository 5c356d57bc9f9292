/**
 * The text format: the lexer, and the outline of a source that may be half written. Uses {@code
 * syntax}.
 */
@NullMarked
package dev.continuum.inspector.text;

import org.jspecify.annotations.NullMarked;
