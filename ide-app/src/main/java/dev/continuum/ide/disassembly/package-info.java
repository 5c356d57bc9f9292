/**
 * The code of a module as a list of rows, of which only those in view are ever made: offsets,
 * bytes, instructions, jumps, the value stack, and the marks beside them. Uses {@code mark}.
 */
@NullMarked
package dev.continuum.ide.disassembly;

import org.jspecify.annotations.NullMarked;
