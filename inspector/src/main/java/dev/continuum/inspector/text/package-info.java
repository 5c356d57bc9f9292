/**
 * Sources in the text format: their tokens, the lossless tree of them and what parsers read from
 * it, lines and columns, and the outline. Uses {@code syntax} and {@code binary}.
 */
@NullMarked
package dev.continuum.inspector.text;

import org.jspecify.annotations.NullMarked;
