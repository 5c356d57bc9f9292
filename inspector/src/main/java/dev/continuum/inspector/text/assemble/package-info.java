/**
 * From text to binary: the parsers of modules, fields, types and instructions, and the map of where
 * the bytes come from. Uses {@code text}, {@code syntax} and {@code binary}.
 */
@NullMarked
package dev.continuum.inspector.text.assemble;

import org.jspecify.annotations.NullMarked;
