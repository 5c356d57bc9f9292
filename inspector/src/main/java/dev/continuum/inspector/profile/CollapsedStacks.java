package dev.continuum.inspector.profile;

import java.io.IOException;
import java.io.Writer;

/** Writes a line for each path of calls: its functions, and what the last has executed itself. */
final class CollapsedStacks {
  private CollapsedStacks() {}

  static void write(Profile profile, Writer out) throws IOException {
    CallTree tree = profile.tree();
    String[] names = new String[tree.size()];
    int[] path = new int[tree.size()];
    int depth = 0;
    for (int node = 1; node < tree.size(); node++) {
      while (depth > 0 && path[depth - 1] != tree.parent(node)) {
        depth--;
      }
      path[depth++] = node;
      names[node] = word(profile.name(node));
      if (tree.own(node) == 0) {
        continue;
      }
      for (int i = 0; i < depth; i++) {
        out.append(i == 0 ? "" : ";").append(names[path[i]]);
      }
      out.append(' ').append(Long.toString(tree.own(node))).append('\n');
    }
  }

  /** A name without what separates names from each other, and lines. */
  private static String word(String name) {
    StringBuilder word = new StringBuilder(name.length());
    name.codePoints()
        .map(c -> c == ';' ? ',' : Character.isISOControl(c) ? ' ' : c)
        .forEach(word::appendCodePoint);
    return word.toString();
  }
}
