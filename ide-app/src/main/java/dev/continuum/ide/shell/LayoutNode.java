package dev.continuum.ide.shell;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of the window's layout as it is written to a file.
 *
 * @param kind {@code row} (children side by side), {@code column}, {@code tools} (panels as tabs),
 *     {@code documents}
 * @param dividers of a row or column: where the lines between children stand, 0 to 1
 * @param children of a row or column
 * @param panels of tools: ids, in the order of the tabs
 * @param selected of tools: the id in front
 */
public record LayoutNode(
    String kind,
    List<Double> dividers,
    List<LayoutNode> children,
    List<String> panels,
    @Nullable String selected) {

  static final String ROW = "row";
  static final String COLUMN = "column";
  static final String TOOLS = "tools";
  static final String DOCUMENTS = "documents";

  // A file may leave out what is empty; a part of an unknown kind holds nothing.
  public LayoutNode {
    kind = kind == null ? TOOLS : kind;
    dividers = dividers == null ? List.of() : List.copyOf(dividers);
    children = children == null ? List.of() : List.copyOf(children);
    panels = panels == null ? List.of() : List.copyOf(panels);
  }

  static LayoutNode row(List<Double> dividers, LayoutNode... children) {
    return new LayoutNode(ROW, dividers, List.of(children), List.of(), null);
  }

  static LayoutNode column(List<Double> dividers, LayoutNode... children) {
    return new LayoutNode(COLUMN, dividers, List.of(children), List.of(), null);
  }

  static LayoutNode tools(List<String> panels, @Nullable String selected) {
    return new LayoutNode(TOOLS, List.of(), List.of(), panels, selected);
  }

  static LayoutNode documents() {
    return new LayoutNode(DOCUMENTS, List.of(), List.of(), List.of(), null);
  }

  /** The ids of all panels in it. */
  Stream<String> allPanels() {
    return Stream.concat(panels.stream(), children.stream().flatMap(LayoutNode::allPanels));
  }

  /** How many places for documents are in it. */
  long documentAreas() {
    return kind.equals(DOCUMENTS)
        ? 1
        : children.stream().mapToLong(LayoutNode::documentAreas).sum();
  }
}
