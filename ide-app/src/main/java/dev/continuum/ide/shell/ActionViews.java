package dev.continuum.ide.shell;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.action.KeyLabels;
import dev.continuum.ide.theme.Icons;
import java.util.List;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;

/** Makes controls from registered actions. */
final class ActionViews {
  private ActionViews() {}

  static MenuItem menuItem(ActionRegistry.Entry entry) {
    Action action = entry.action();
    MenuItem item = new MenuItem(action.title());
    item.setId(action.id());
    if (action.icon() != null) {
      item.setGraphic(Icons.of(action.icon()));
    }
    if (action.key() != null) {
      item.setAccelerator(KeyCombination.valueOf(action.key()));
    }
    item.disableProperty().bind(not(entry.command().enabled()));
    item.setOnAction(event -> entry.command().execute());
    return item;
  }

  /** A small button with the icon alone, for a panel's header. */
  static Button iconButton(ActionRegistry.Entry entry) {
    Button button = button(entry, "icon-button");
    button.setText(null);
    button.setAccessibleText(KeyLabels.plain(entry.action().title()));
    return button;
  }

  /** A button with icon and title, for the tool bar. */
  static Button button(ActionRegistry.Entry entry, String... styleClasses) {
    Action action = entry.action();
    Button button = new Button(KeyLabels.plain(action.title()));
    button.setId(action.id());
    if (action.icon() != null) {
      button.setGraphic(Icons.of(action.icon()));
    }
    button.getStyleClass().addAll(styleClasses);
    button.setTooltip(new Tooltip(KeyLabels.withTitle(action)));
    button.disableProperty().bind(not(entry.command().enabled()));
    button.setOnAction(event -> entry.command().execute());
    return button;
  }

  /** An entry that is no registered action. */
  static MenuItem item(String title, Runnable work) {
    MenuItem item = new MenuItem(title);
    item.setOnAction(event -> work.run());
    return item;
  }

  static ContextMenu contextMenu(List<MenuItem> items) {
    return new ContextMenu(items.toArray(MenuItem[]::new));
  }

  static BooleanExpression not(ObservableBooleanValue value) {
    return BooleanExpression.booleanExpression(value).not();
  }
}
