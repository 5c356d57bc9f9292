package dev.continuum.inspector.text.print;

/**
 * How a binary is printed. Every combination is text that can be assembled, unless data is elided.
 *
 * @param folded whether operands stand within the instruction that takes them
 * @param names whether names from the name section become identifiers
 * @param generatedNames whether what has no name is called after its kind and index
 * @param indices whether indices of definitions and blocks stand in comments
 * @param offsets whether each line with something of the binary says where that lies
 * @param encoding whether annotations say what the text format leaves open, such as the width of
 *     numbers, so that assembling gives the same bytes again; without them the text is portable
 * @param shownData how many bytes of a data segment or custom section are printed before a comment
 *     stands for the rest; {@link Integer#MAX_VALUE} for all
 * @param width the column, from 40, behind which lines are broken where they can be
 * @param deepest the column from which nothing is indented further, from 0 and below the width
 * @param strict whether something malformed ends the printing; else a comment tells it
 */
public record PrintOptions(
    boolean folded,
    boolean names,
    boolean generatedNames,
    boolean indices,
    boolean offsets,
    boolean encoding,
    int shownData,
    int width,
    int deepest,
    boolean strict) {
  /** What assembles to the same bytes again. */
  public static final PrintOptions EXACT =
      new PrintOptions(false, true, false, true, false, true, Integer.MAX_VALUE, 100, 60, false);

  /** What any tool of WebAssembly 3.0 reads: the same without annotations of ours. */
  public static final PrintOptions PORTABLE = EXACT.withEncoding(false);

  /** What is pleasant to look at: long data is cut short. */
  public static final PrintOptions DISPLAY = PORTABLE.withShownData(4096);

  public PrintOptions {
    if (width < 40 || deepest < 0 || deepest >= width || shownData < 0) {
      throw new IllegalArgumentException("no layout: width " + width + ", deepest " + deepest);
    }
  }

  public PrintOptions withFolded(boolean value) {
    return new PrintOptions(
        value,
        names,
        generatedNames,
        indices,
        offsets,
        encoding,
        shownData,
        width,
        deepest,
        strict);
  }

  public PrintOptions withNames(boolean value) {
    return new PrintOptions(
        folded,
        value,
        generatedNames,
        indices,
        offsets,
        encoding,
        shownData,
        width,
        deepest,
        strict);
  }

  public PrintOptions withGeneratedNames(boolean value) {
    return new PrintOptions(
        folded, names, value, indices, offsets, encoding, shownData, width, deepest, strict);
  }

  public PrintOptions withIndices(boolean value) {
    return new PrintOptions(
        folded, names, generatedNames, value, offsets, encoding, shownData, width, deepest, strict);
  }

  public PrintOptions withOffsets(boolean value) {
    return new PrintOptions(
        folded, names, generatedNames, indices, value, encoding, shownData, width, deepest, strict);
  }

  public PrintOptions withEncoding(boolean value) {
    return new PrintOptions(
        folded, names, generatedNames, indices, offsets, value, shownData, width, deepest, strict);
  }

  public PrintOptions withShownData(int value) {
    return new PrintOptions(
        folded, names, generatedNames, indices, offsets, encoding, value, width, deepest, strict);
  }

  public PrintOptions withWidth(int value) {
    return new PrintOptions(
        folded,
        names,
        generatedNames,
        indices,
        offsets,
        encoding,
        shownData,
        value,
        Math.min(deepest, value - 1),
        strict);
  }

  public PrintOptions withStrict(boolean value) {
    return new PrintOptions(
        folded,
        names,
        generatedNames,
        indices,
        offsets,
        encoding,
        shownData,
        width,
        deepest,
        value);
  }
}
