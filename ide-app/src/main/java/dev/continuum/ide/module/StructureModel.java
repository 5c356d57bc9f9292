package dev.continuum.ide.module;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * A tree as a flat list of its visible rows, so that a list can show any number of them. What is
 * open stays open when the tree is read again. Used on the JavaFX thread only.
 */
public final class StructureModel {
  /**
   * A visible row.
   *
   * @param depth how far it is indented, from 0
   * @param open whether its parts are shown below it
   */
  public record Row(StructureNode node, int depth, boolean open) {}

  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final ObservableList<Row> view = FXCollections.unmodifiableObservableList(rows);
  private final StringProperty filter = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper("");
  private final Set<String> open = new HashSet<>();
  private List<StructureNode> roots = List.of();
  private String whenEmpty = "";

  /** Starts without a tree. */
  public StructureModel() {
    filter.subscribe((before, after) -> refresh());
  }

  /** What is visible. */
  public ObservableList<Row> rows() {
    return view;
  }

  /** Only things whose name or detail has this are shown, whatever its case; empty shows all. */
  public StringProperty filter() {
    return filter;
  }

  /** What to say while no row is visible. */
  public ReadOnlyStringProperty empty() {
    return empty.getReadOnlyProperty();
  }

  /**
   * Shows another tree, or the same one changed.
   *
   * @param whenEmpty what to say when it has nothing
   */
  public void show(List<StructureNode> tree, String whenEmpty) {
    roots = tree;
    this.whenEmpty = whenEmpty;
    refresh();
  }

  /** Opens or closes a group. */
  public void setOpen(StructureNode node, boolean isOpen) {
    if (node.count() == 0 || !(isOpen ? open.add(node.key()) : open.remove(node.key()))) {
      return;
    }
    refresh();
  }

  /** The visible row a group's row is under: the nearest one above that is indented less. */
  public Optional<Row> parent(Row row) {
    for (int i = rows.indexOf(row) - 1; i >= 0; i--) {
      if (rows.get(i).depth() < row.depth()) {
        return Optional.of(rows.get(i));
      }
    }
    return Optional.empty();
  }

  /** What is open, to remember it. */
  public Set<String> openKeys() {
    return Set.copyOf(open);
  }

  /** Opens what was open. */
  public void restore(Set<String> keys) {
    open.clear();
    open.addAll(keys);
    refresh();
  }

  private void refresh() {
    List<Row> next = new ArrayList<>();
    String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
    for (StructureNode root : roots) {
      add(root, 0, wanted, next);
    }
    empty.set(
        !next.isEmpty()
            ? ""
            : roots.isEmpty()
                ? whenEmpty
                : "Nothing here has “" + filter.get().strip() + "” in it.");
    if (!rows.equals(next)) {
      rows.setAll(next);
    }
  }

  private void add(StructureNode node, int depth, String wanted, List<Row> out) {
    if (wanted.isEmpty()) {
      boolean isOpen = node.count() > 0 && open.contains(node.key());
      out.add(new Row(node, depth, isOpen));
      for (int i = 0; isOpen && i < node.count(); i++) {
        add(node.child(i), depth + 1, wanted, out);
      }
      return;
    }
    int at = out.size();
    for (int i = 0; i < node.count(); i++) {
      add(node.child(i), depth + 1, wanted, out);
    }
    boolean any = out.size() > at;
    boolean itself =
        node.count() == 0
            && (node.label().toLowerCase(Locale.ROOT).contains(wanted)
                || node.detail().toLowerCase(Locale.ROOT).contains(wanted));
    if (any || itself) {
      out.add(at, new Row(node, depth, any));
    }
  }
}
