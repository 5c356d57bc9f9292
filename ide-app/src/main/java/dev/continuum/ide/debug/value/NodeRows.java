package dev.continuum.ide.debug.value;

import java.util.Collections;
import javafx.collections.ObservableListBase;

/** The visible rows below a root, made when they are looked at. Used on the JavaFX thread only. */
final class NodeRows extends ObservableListBase<ValueNode> {
  private final ValueNode root;

  NodeRows(ValueNode root) {
    this.root = root;
  }

  @Override
  public int size() {
    return root.size();
  }

  @Override
  public ValueNode get(int row) {
    if (row < 0 || row >= size()) {
      throw new IndexOutOfBoundsException("row " + row + " of " + size());
    }
    return root.row(row);
  }

  /** The row of a node, or -1. */
  @Override
  public int indexOf(Object node) {
    return node instanceof ValueNode each && each.owner != null ? each.position() : -1;
  }

  @Override
  public boolean contains(Object node) {
    return indexOf(node) >= 0;
  }

  /** Opens or closes a row. */
  void setOpen(ValueNode node, boolean open) {
    change(node, () -> node.setOpen(open));
  }

  /** Gives a row another number of parts. */
  void setCount(ValueNode node, int count) {
    if (count != node.count) {
      change(node, () -> node.setCount(count));
    }
  }

  /** Takes a row away with those below it, or shows it again. */
  void setHidden(ValueNode node, boolean hidden) {
    change(node, () -> node.setHidden(hidden));
  }

  /** Makes a change below a node that adds or removes rows at its end. */
  private void change(ValueNode node, Runnable change) {
    int before = node.size();
    int start = node.owner == null ? 0 : node.position();
    change.run();
    int after = node.size();
    if (start < 0 || before == after) {
      return;
    }
    beginChange();
    if (after > before) {
      nextAdd(start + before, start + after);
    } else {
      nextRemove(start + after, Collections.nCopies(before - after, node));
    }
    endChange();
  }

  /** Takes a part of a node out, with what is open below it. */
  void remove(ValueNode part) {
    ValueNode owner = part.owner;
    int start = part.position();
    if (owner == null || start < 0) {
      return;
    }
    int gone = part.size();
    beginChange();
    owner.remove(part.index());
    nextRemove(start, Collections.nCopies(gone, part));
    endChange();
  }

  /** Makes a change below a node after which its rows are others. */
  void replace(ValueNode node, Runnable change) {
    int before = node.size();
    int start = node.owner == null ? 0 : node.position();
    change.run();
    int after = node.size();
    if (start < 0 || before == 0 && after == 0) {
      return;
    }
    beginChange();
    nextReplace(start, start + after, Collections.nCopies(before, node));
    endChange();
  }
}
