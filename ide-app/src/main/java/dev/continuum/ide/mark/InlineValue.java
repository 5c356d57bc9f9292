package dev.continuum.ide.mark;

/**
 * A value to show behind a line of code.
 *
 * @param line in the text as it was when the program was started, from 1; 0 for a binary, where it
 *     stands behind the running instruction
 * @param text such as {@code $i = 12}, harmless and short
 * @param changed whether it is another than at the stop before
 */
public record InlineValue(int line, String text, boolean changed) {}
