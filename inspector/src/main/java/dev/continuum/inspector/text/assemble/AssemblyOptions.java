package dev.continuum.inspector.text.assemble;

/**
 * How a text is assembled.
 *
 * @param names whether identifiers become a name section
 * @param sourceMap whether to keep which bytes come from which text; costs 12 bytes for each
 *     instruction
 */
public record AssemblyOptions(boolean names, boolean sourceMap) {
  /** With names and a source map. */
  public static final AssemblyOptions DEFAULT = new AssemblyOptions(true, true);

  /** With names only. */
  public static final AssemblyOptions WITHOUT_MAP = new AssemblyOptions(true, false);
}
