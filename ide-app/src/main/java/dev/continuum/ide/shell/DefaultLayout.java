package dev.continuum.ide.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How panels stand before the user moved any: each at its own side. Knows no controls. */
final class DefaultLayout {
  /** How much of the window's width the left side takes. */
  static final double LEFT = 0.17;

  /** How much of the window's width the right side takes. */
  static final double RIGHT = 0.21;

  /** How much of the height below the documents takes. */
  static final double BOTTOM = 0.31;

  private DefaultLayout() {}

  /**
   * Panels at the left and right one above the other, those below the documents as tabs.
   *
   * @param closed ids of panels to leave out
   */
  static LayoutNode of(Collection<Panel> panels, Collection<String> closed) {
    List<LayoutNode> row = new ArrayList<>();
    List<Double> dividers = new ArrayList<>();
    LayoutNode left = stack(ids(panels, Panel.Side.LEFT, closed));
    if (left != null) {
      row.add(left);
      dividers.add(LEFT);
    }
    List<String> bottom = ids(panels, Panel.Side.BOTTOM, closed);
    row.add(
        bottom.isEmpty()
            ? LayoutNode.documents()
            : LayoutNode.column(
                List.of(1 - BOTTOM),
                LayoutNode.documents(),
                LayoutNode.tools(bottom, bottom.getFirst())));
    LayoutNode right = stack(ids(panels, Panel.Side.RIGHT, closed));
    if (right != null) {
      row.add(right);
      dividers.add(1 - RIGHT);
    }
    return LayoutNode.row(dividers, row.toArray(LayoutNode[]::new));
  }

  private static List<String> ids(
      Collection<Panel> panels, Panel.Side side, Collection<String> closed) {
    return panels.stream()
        .filter(p -> p.side() == side && p.startsOpen() && !closed.contains(p.id()))
        .map(Panel::id)
        .toList();
  }

  private static @Nullable LayoutNode stack(List<String> ids) {
    List<LayoutNode> each = ids.stream().map(id -> LayoutNode.tools(List.of(id), id)).toList();
    if (each.size() < 2) {
      return each.isEmpty() ? null : each.getFirst();
    }
    List<Double> dividers =
        IntStream.range(1, each.size()).mapToObj(i -> (double) i / each.size()).toList();
    return LayoutNode.column(dividers, each.toArray(LayoutNode[]::new));
  }
}
