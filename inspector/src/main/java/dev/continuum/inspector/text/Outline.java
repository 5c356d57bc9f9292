package dev.continuum.inspector.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source defines, read without understanding it: it may be half written. What is wrong with
 * its tokens and parentheses is listed; nothing else is checked.
 *
 * @param items the modules of the source; when fields stand outside of one, as a source may have
 *     it, the fields themselves
 * @param problems at most {@value SyntaxTree#MOST_PROBLEMS}, in the order of the text
 */
public record Outline(List<OutlineItem> items, List<TextProblem> problems) {
  public Outline {
    items = List.copyOf(items);
    problems = List.copyOf(problems);
  }

  /** Reads a source of any content. */
  public static Outline of(CharSequence source) {
    return of(SyntaxTree.of(source));
  }

  /** Takes the outline of a source that has been read. */
  public static Outline of(SyntaxTree tree) {
    return new OutlineBuilder(tree).outline();
  }

  /** The fields of the first module, with or without a {@code (module …)} around them. */
  public List<OutlineItem> fields() {
    for (OutlineItem item : items) {
      if (item.kind() == FieldKind.MODULE) {
        return item.children();
      }
    }
    return items;
  }

  /** The innermost item around a position, or null. */
  public @Nullable OutlineItem at(int position) {
    OutlineItem found = null;
    List<OutlineItem> level = items;
    while (!level.isEmpty()) {
      OutlineItem inner = null;
      for (OutlineItem item : level) {
        if (item.range().contains(position)) {
          inner = item;
        }
      }
      if (inner == null) {
        return found;
      }
      found = inner;
      level = inner.children();
    }
    return found;
  }
}
