package dev.continuum.targets.target;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Something wrong with a module, found by checking it.
 *
 * @param message a whole sentence, without the position
 * @param line in WebAssembly text, counted from 1; empty when it is not known
 * @param column in that line, counted from 1; empty when it is not known
 * @param offset the byte in a binary, counted from 0; empty when it is not known or the module is
 *     text
 */
public record ModuleProblem(
    String message, OptionalInt line, OptionalInt column, OptionalLong offset) {}
