/**
 * Checks of scripts, the specification's test suite in {@code .wast} files, against decoder,
 * validator, printer and assembler. Uses {@code syntax}, {@code binary}, {@code text} and {@code
 * valid}.
 */
@NullMarked
package dev.continuum.inspector.script;

import org.jspecify.annotations.NullMarked;
