package dev.continuum.ide.debug.value;

import java.util.function.Consumer;

/**
 * Where rows of values lead to.
 *
 * @param watch adds an expression to the watches
 * @param memory shows bytes
 * @param say tells the user what could not be done, in a sentence
 */
public record ValueLinks(
    Consumer<String> watch, Consumer<MemoryTarget> memory, Consumer<String> say) {}
