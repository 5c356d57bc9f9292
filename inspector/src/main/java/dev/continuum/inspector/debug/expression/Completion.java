package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.text.TextRange;

/**
 * Something that could stand at the caret.
 *
 * @param text what to write
 * @param replaced the characters it takes the place of
 * @param detail a few words about it
 */
public record Completion(String text, TextRange replaced, String detail) {}
