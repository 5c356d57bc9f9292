package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.text.TextProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of assembling a text.
 *
 * @param bytes the module in the binary format; null when there are problems. It is well-formed,
 *     but may be invalid. Not copied: do not change it
 * @param problems everything found wrong with the text, in its order; at most 1000
 * @param map which text the bytes come from; empty when there are no bytes or no map was asked for
 */
public record Assembly(byte @Nullable [] bytes, List<TextProblem> problems, SourceMap map) {
  public Assembly {
    problems = List.copyOf(problems);
  }
}
