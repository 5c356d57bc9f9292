package dev.continuum.ide.debug.value;

import dev.continuum.inspector.debug.expression.Place;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where rows of values lead to.
 *
 * @param watch adds an expression to the watches
 * @param memory shows bytes
 * @param origin shows where the value of a place came from, which is called something
 * @param say tells the user what could not be done, in a sentence
 */
public record ValueLinks(
    Consumer<String> watch,
    Consumer<MemoryTarget> memory,
    BiConsumer<String, Place> origin,
    Consumer<String> say) {}
