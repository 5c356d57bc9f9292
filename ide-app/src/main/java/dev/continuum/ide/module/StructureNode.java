package dev.continuum.ide.module;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A thing in a module, or a group of things. Children are made when they are first asked for. */
public final class StructureNode {
  private final String key;
  private final String label;
  private final String detail;
  private final String position;
  private final int count;
  private final IntFunction<StructureNode> child;
  private StructureNode @Nullable [] made;

  private StructureNode(
      String key,
      String label,
      String detail,
      String position,
      int count,
      IntFunction<StructureNode> child) {
    this.key = key;
    this.label = label;
    this.detail = detail;
    this.position = position;
    this.count = count;
    this.child = child;
  }

  /**
   * A thing without parts.
   *
   * @param key tells it apart from all others and stays the same when the module is read again
   * @param detail more about it, such as its type
   * @param position for {@code Document.reveal}; empty when it has none
   */
  public static StructureNode leaf(String key, String label, String detail, String position) {
    return new StructureNode(
        key,
        label,
        detail,
        position,
        0,
        index -> {
          throw new IndexOutOfBoundsException(index);
        });
  }

  /** A group of {@code count} things. */
  public static StructureNode group(
      String key,
      String label,
      String detail,
      String position,
      int count,
      IntFunction<StructureNode> child) {
    return new StructureNode(key, label, detail, position, count, child);
  }

  /** A group of things that are there already. */
  public static StructureNode group(
      String key, String label, String detail, String position, List<StructureNode> children) {
    return new StructureNode(key, label, detail, position, children.size(), children::get);
  }

  /** Tells it apart from all others. */
  public String key() {
    return key;
  }

  /** What it is called. */
  public String label() {
    return label;
  }

  /** More about it. */
  public String detail() {
    return detail;
  }

  /** Where it is, for {@code Document.reveal}; empty when it has no place. */
  public String position() {
    return position;
  }

  /** How many parts it has. */
  public int count() {
    return count;
  }

  /** One of its parts. */
  public StructureNode child(int index) {
    StructureNode[] nodes = made;
    if (nodes == null) {
      nodes = new StructureNode[count];
      made = nodes;
    }
    StructureNode node = nodes[index];
    if (node == null) {
      node = child.apply(index);
      nodes[index] = node;
    }
    return node;
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? label : label + " " + detail;
  }
}
