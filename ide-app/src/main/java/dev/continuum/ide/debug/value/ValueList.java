package dev.continuum.ide.debug.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** A list of values: opened, changed, followed and watched row by row. */
public final class ValueList extends StackPane {
  /** The height of a row in pixels at normal size. */
  static final double ROW = 22;

  private final ValueTreeModel tree;
  private final ValueLinks links;
  private final ListView<ValueNode> list;
  private final List<ValueCell> cells = new ArrayList<>();
  private final VisibleRows visible;
  private final ValueEditor editor;
  private final ValueMenu menu;
  private final ContextMenu popup = new ContextMenu();
  private final Subscription subscriptions;

  /**
   * A list over rows.
   *
   * @param id of the list within
   * @param asker is told which rows are in view
   * @param takers which instruction takes a row as its operand, or empty
   */
  ValueList(
      ValueTreeModel tree,
      ValueLinks links,
      String id,
      VisibleRows.Asker asker,
      Function<ValueNode, String> takers) {
    this.tree = tree;
    this.links = links;
    list = new ListView<>(tree.rows());
    list.setId(id);
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> {
      ValueCell cell = new ValueCell(tree::setOpen, takers);
      cells.add(cell);
      cell.itemProperty().subscribe(this::moved);
      return cell;
    });
    editor = new ValueEditor(tree, id);
    menu = new ValueMenu(tree, links);
    visible = new VisibleRows(list, asker);
    getStyleClass().add("value-list");
    getStylesheets()
        .add(String.valueOf(ValueList.class.getResource("/dev/continuum/ide/debug/debug.css")));
    getChildren().setAll(list, editor);
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    list.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    list.addEventFilter(ScrollEvent.SCROLL, event -> tree.cancel());
    list.setOnContextMenuRequested(event -> {
      ValueNode node = selected();
      if (node != null) {
        popup.getItems().setAll(menu.items(node));
        popup.show(list, event.getScreenX(), event.getScreenY());
        event.consume();
      }
    });
    tree.onUpdate(this::refresh);
    subscriptions = tree.editing().subscribe(this::edit);
  }

  private void moved() {
    visible.changed();
  }

  private void refresh() {
    cells.forEach(ValueCell::refresh);
    visible.changed();
  }

  /** More items for the menus of rows, above the common ones. */
  void addItems(Function<ValueNode, List<MenuItem>> items) {
    menu.add(items);
  }

  /** The list within. */
  ListView<ValueNode> list() {
    return list;
  }

  @Nullable ValueNode selected() {
    return list.getSelectionModel().getSelectedItem();
  }

  private void clicked(MouseEvent event) {
    ValueNode node = selected();
    if (node != null && event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
      activate(node);
    }
  }

  private void key(KeyEvent event) {
    ValueNode node = selected();
    if (node == null || event.isAltDown()) {
      return;
    }
    if (event.isShortcutDown()) {
      if (event.getCode() == KeyCode.C) {
        ValueMenu.copyValue(node);
        event.consume();
      }
      return;
    }
    switch (event.getCode()) {
      case KeyCode.RIGHT -> tree.setOpen(node, true);
      case KeyCode.LEFT -> {
        if (node.open && node.opens()) {
          tree.setOpen(node, false);
        } else {
          toOwner(node);
        }
      }
      case KeyCode.F2 -> tree.edit(node);
      case KeyCode.ENTER -> activate(node);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void toOwner(ValueNode node) {
    ValueNode owner = node.owner;
    if (owner != null && !owner.headless) {
      list.getSelectionModel().select(tree.rows().indexOf(owner));
    }
  }

  private void activate(ValueNode node) {
    if (node.spot instanceof Spot.Heading(Spot.Kind kind, int memory, String label)
        && kind == Spot.Kind.MEMORY) {
      links.memory().accept(new MemoryTarget(memory, 0));
    } else if (tree.isEditable(node)) {
      tree.edit(node);
    } else if (node.opens()) {
      tree.setOpen(node, !node.open);
    }
  }

  private void edit(@Nullable ValueNode node) {
    if (node == null) {
      if (editor.isVisible()) {
        editor.hide();
        list.requestFocus();
      }
      return;
    }
    ValueCell cell = cell(node);
    if (cell != null) {
      editor.show(cell);
      return;
    }
    list.scrollTo(tree.rows().indexOf(node));
    Platform.runLater(() -> {
      ValueCell now = cell(node);
      if (now != null && tree.editing().get() == node) {
        editor.show(now);
      }
    });
  }

  private @Nullable ValueCell cell(ValueNode node) {
    for (ValueCell each : cells) {
      if (each.getItem() == node && each.isVisible() && each.getScene() != null) {
        return each;
      }
    }
    return null;
  }

  /** Lets go of everything. */
  void close() {
    subscriptions.unsubscribe();
  }
}
