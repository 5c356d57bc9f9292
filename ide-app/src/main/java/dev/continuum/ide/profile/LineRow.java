package dev.continuum.ide.profile;

/**
 * A line of the text, or an instruction of a binary.
 *
 * @param number of the line, or the offset of the instruction
 * @param count how often it was executed: of a line, its most frequent instruction
 * @param instructions how many instructions were executed in it
 * @param share what part of all that is, 0 to 1
 * @param function in which function it lies, harmless to look at
 * @param text of the line, or the name of the instruction, harmless and cut
 * @param position for {@code Workbench.open}
 */
record LineRow(
    int number,
    long count,
    long instructions,
    double share,
    String function,
    String text,
    String position) {}
