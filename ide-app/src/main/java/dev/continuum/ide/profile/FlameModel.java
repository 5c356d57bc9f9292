package dev.continuum.ide.profile;

import dev.continuum.ide.output.PlainText;
import dev.continuum.inspector.profile.CallTree;
import dev.continuum.inspector.profile.Profile;
import dev.continuum.inspector.profile.ProfiledFunction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * The flame graph of a profile, the root at its top: where boxes lie, what is zoomed into and
 * selected, and what is searched for. A box is a node of the tree of calls, as wide as its share of
 * the instructions; boxes beside each other are in the order of their width.
 */
final class FlameModel {
  private static final double LEAST_WIDTH = 1;

  private final Profile profile;
  private final CallTree tree;

  /** The children of all nodes, those of one together, the widest first. */
  private final int[] children;

  /** Where those of each node start; one more than there are nodes. */
  private final int[] childrenAt;

  /** How many rows a node and what is below it take. */
  private final int[] heights;

  private final ReadOnlyIntegerWrapper zoom = new ReadOnlyIntegerWrapper(0);
  private final IntegerProperty selected = new SimpleIntegerProperty(0);
  private final StringProperty search = new SimpleStringProperty("");
  private BitSet matches = new BitSet();

  /**
   * A box.
   *
   * @param row from 0, the topmost
   * @param x its left edge, from 0
   * @param isAbove whether it is one that was zoomed into something below it
   */
  record Box(int node, int row, double x, double width, boolean isAbove) {}

  FlameModel(Profile profile) {
    this.profile = profile;
    tree = profile.tree();
    int size = tree.size();
    heights = new int[size];
    childrenAt = new int[size + 1];
    for (int node = size - 1; node >= 0; node--) {
      heights[node]++;
      if (node > 0) {
        int parent = tree.parent(node);
        heights[parent] = Math.max(heights[parent], heights[node]);
        childrenAt[parent + 1]++;
      }
    }
    for (int node = 0; node < size; node++) {
      childrenAt[node + 1] += childrenAt[node];
    }
    children = new int[size - 1];
    int[] filled = childrenAt.clone();
    for (int node = 1; node < size; node++) {
      children[filled[tree.parent(node)]++] = node;
    }
    for (int node = 0; node < size; node++) {
      sort(childrenAt[node], childrenAt[node + 1]);
    }
    search.subscribe(this::find);
  }

  private void sort(int from, int to) {
    if (to - from < 2) {
      return;
    }
    List<Integer> part = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      part.add(children[i]);
    }
    part.sort((a, b) -> Long.compare(tree.total(b), tree.total(a)));
    for (int i = from; i < to; i++) {
      children[i] = part.get(i - from);
    }
  }

  // Zoom and selection

  /** The node that takes the whole width. */
  ReadOnlyIntegerProperty zoom() {
    return zoom.getReadOnlyProperty();
  }

  /** The node that words are shown of. */
  IntegerProperty selected() {
    return selected;
  }

  /** Has a node take the whole width, and selects it. */
  void zoomTo(int node) {
    zoom.set(node);
    selected.set(node);
  }

  /** Goes back from what is zoomed into to what is above it. */
  void zoomOut() {
    if (zoom.get() != 0) {
      zoomTo(tree.parent(zoom.get()));
    }
  }

  /** Where a key leads from the selected box. */
  enum Way {
    UP,
    DOWN,
    LEFT,
    RIGHT
  }

  /** Selects the next box on a way, if there is one that is shown. */
  void move(Way way) {
    int node = selected.get();
    switch (way) {
      case UP -> {
        if (node != 0) {
          selected.set(tree.parent(node));
        }
      }
      case DOWN -> {
        if (isAbove(node)) {
          selected.set(step(node));
        } else if (childrenAt[node] < childrenAt[node + 1]) {
          selected.set(children[childrenAt[node]]);
        }
      }
      default -> beside(node, way == Way.LEFT ? -1 : 1);
    }
  }

  private void beside(int node, int by) {
    if (node == 0 || node == zoom.get() || isAbove(node)) {
      return;
    }
    int parent = tree.parent(node);
    int at = childrenAt[parent];
    while (children[at] != node) {
      at++;
    }
    int next = at + by;
    if (next >= childrenAt[parent] && next < childrenAt[parent + 1]) {
      selected.set(children[next]);
    }
  }

  /** Whether a node is above the one that is zoomed into. */
  private boolean isAbove(int node) {
    return node < zoom.get() && tree.end(node) > zoom.get();
  }

  /** The node below one on the way to what is zoomed into. */
  private int step(int node) {
    int below = zoom.get();
    while (tree.parent(below) != node) {
      below = tree.parent(below);
    }
    return below;
  }

  // Boxes

  /** How many rows there are. */
  int rows() {
    return tree.depth(zoom.get()) + heights[zoom.get()];
  }

  /** The row of a node. */
  int row(int node) {
    return tree.depth(node);
  }

  /**
   * The boxes of some rows that are wide enough to be seen.
   *
   * @param width of the whole graph
   */
  List<Box> boxes(double width, int firstRow, int lastRow) {
    List<Box> boxes = new ArrayList<>();
    int top = tree.depth(zoom.get());
    int above = zoom.get();
    for (int row = top - 1; row >= 0; row--) {
      above = tree.parent(above);
      if (row >= firstRow && row <= lastRow) {
        boxes.add(new Box(above, row, 0, width, true));
      }
    }
    below(zoom.get(), top, 0, width, firstRow, lastRow, boxes);
    return boxes;
  }

  private void below(
      int node, int row, double x, double width, int firstRow, int lastRow, List<Box> boxes) {
    if (row > lastRow || width < LEAST_WIDTH && node != zoom.get()) {
      return;
    }
    if (row >= firstRow) {
      boxes.add(new Box(node, row, x, width, false));
    }
    double total = tree.total(node);
    double left = x;
    for (int i = childrenAt[node]; i < childrenAt[node + 1] && total > 0; i++) {
      double wide = tree.total(children[i]) / total * width;
      if (wide < LEAST_WIDTH) {
        // Those behind are not wider.
        return;
      }
      below(children[i], row + 1, left, wide, firstRow, lastRow, boxes);
      left += wide;
    }
  }

  /** The node at a place of a graph of some width, or -1. */
  int at(double x, int row, double width) {
    return boxes(width, row, row).stream()
        .filter(box -> x >= box.x && x < box.x + box.width)
        .mapToInt(Box::node)
        .findFirst()
        .orElse(-1);
  }

  // Words

  /** What a box says. */
  String name(int node) {
    return tree.function(node) == CallTree.ROOT
        ? "all of the run"
        : PlainText.of(profile.name(node));
  }

  /** Which of the theme's colours a box has: the same for all boxes of a function. */
  int colour(int node) {
    return Math.floorMod(name(node).hashCode() * 0x9e3779b1 >>> 16, 4);
  }

  /** A node in words: what it is, and its numbers. */
  String words(int node) {
    long all = tree.total(0);
    StringBuilder words = new StringBuilder();
    switch (tree.function(node)) {
      case CallTree.ROOT -> words.append("All of the run");
      case CallTree.REST ->
          words.append("… gathers what had no room of its own, each function once");
      default -> {
        words.append(name(node)).append(" was called ");
        words.append(ProfileWords.count(tree.calls(node), "time", "times"));
        words.append(tree.parent(node) == 0 ? "" : " by " + name(tree.parent(node)));
      }
    }
    words.append(": ").append(ProfileWords.count(tree.total(node), "instruction", "instructions"));
    words.append(", ").append(ProfileWords.percent(ProfileData.share(tree.total(node), all)));
    if (tree.total(node) != tree.own(node) && tree.function(node) >= 0) {
      words.append(", of which ").append(ProfileWords.number(tree.own(node))).append(" its own");
    }
    return words.append('.').toString();
  }

  /** The place of a node's function in the profile, or -1. */
  int function(int node) {
    return Math.max(-1, tree.function(node));
  }

  // Search

  /** What is searched for in the names of functions. */
  StringProperty search() {
    return search;
  }

  private void find(String text) {
    BitSet found = new BitSet();
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    List<ProfiledFunction> functions = profile.functions();
    for (int i = 0; i < functions.size() && !wanted.isEmpty(); i++) {
      if (functions.get(i).name().toLowerCase(Locale.ROOT).contains(wanted)) {
        found.set(i);
      }
    }
    matches = found;
  }

  /** Whether something is searched for. */
  boolean isSearching() {
    return !search.get().isBlank();
  }

  /** Whether a node is what is searched for. */
  boolean isMatch(int node) {
    return tree.function(node) >= 0 && matches.get(tree.function(node));
  }

  /** What was found, in words; empty when nothing is searched for. */
  String found() {
    if (!isSearching()) {
      return "";
    }
    if (matches.isEmpty()) {
      return "No function has this in its name.";
    }
    long sum = 0;
    for (int node = 0; node < tree.size(); ) {
      if (isMatch(node)) {
        sum += tree.total(node);
        node = tree.end(node);
      } else {
        node++;
      }
    }
    return ProfileWords.count(matches.cardinality(), "function takes ", "functions take ")
        + ProfileWords.percent(ProfileData.share(sum, tree.total(0)))
        + " of the instructions, with all calls below.";
  }

  /** Selects the next box that is what is searched for, in the order of the tree. */
  void next() {
    int size = tree.size();
    for (int i = 1; i <= size; i++) {
      int node = (selected.get() + i) % size;
      if (isMatch(node)) {
        if (node < zoom.get() || node >= tree.end(zoom.get())) {
          zoom.set(0);
        }
        selected.set(node);
        return;
      }
    }
  }
}
