/**
 * Checks of scripts, the specification's test suite in {@code .wast} files, against decoder,
 * validator, printer, assembler and stepping engine. Uses {@code syntax}, {@code binary}, {@code
 * text}, {@code valid} and {@code exec}.
 */
@NullMarked
package dev.continuum.inspector.script;

import org.jspecify.annotations.NullMarked;
