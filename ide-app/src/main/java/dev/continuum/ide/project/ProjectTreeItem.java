package dev.continuum.ide.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.WeakListChangeListener;
import javafx.scene.control.TreeItem;
import org.jspecify.annotations.Nullable;

/** A row of the project tree that looks into its folder when it is first opened. */
final class ProjectTreeItem extends TreeItem<FileNode> {
  private final ProjectTreeModel model;
  private @Nullable ObservableList<FileNode> source;
  private final ListChangeListener<FileNode> onChange = change -> update();

  ProjectTreeItem(ProjectTreeModel model, FileNode node) {
    super(node);
    this.model = model;
    expandedProperty()
        .addListener((p, was, is) -> {
          if (is) {
            load();
          }
        });
  }

  @Override
  public boolean isLeaf() {
    return !getValue().isFolder();
  }

  private void load() {
    if (source == null && getValue().isFolder()) {
      ObservableList<FileNode> list = model.children(getValue().path());
      source = list;
      list.addListener(new WeakListChangeListener<>(onChange));
      update();
    }
  }

  /** Takes over what the folder holds now; rows that stay keep their state. */
  private void update() {
    ObservableList<FileNode> list = source;
    if (list == null) {
      return;
    }
    Map<Object, TreeItem<FileNode>> old = new HashMap<>();
    getChildren().forEach(child -> old.put(child.getValue().path(), child));
    List<TreeItem<FileNode>> next = new ArrayList<>();
    for (FileNode node : list) {
      TreeItem<FileNode> known = old.get(node.path());
      if (known == null || known.getValue().isFolder() != node.isFolder()) {
        next.add(new ProjectTreeItem(model, node));
      } else {
        if (!known.getValue().equals(node)) {
          known.setValue(node);
        }
        next.add(known);
      }
    }
    if (!next.equals(getChildren())) {
      getChildren().setAll(next);
    }
  }
}
