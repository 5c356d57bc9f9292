/**
 * The text format: lexer, lossless tree and outline of sources, assembler, printer, formatter, and
 * the reader of scripts. Uses {@code syntax} and {@code binary}.
 */
@NullMarked
package dev.continuum.inspector.text;

import org.jspecify.annotations.NullMarked;
