package dev.continuum.ide.shell;

import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.action.KeyLabels;
import dev.continuum.ide.theme.Icons;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The row at the top: menus, the search field, the tool bar. Made from the registry alone. */
final class TopBar extends HBox {
  /** The menus, in order; a menu without entries is not shown. */
  private static final Map<String, String> MENUS = new LinkedHashMap<>();

  static {
    MENUS.put("file", "_File");
    MENUS.put("edit", "_Edit");
    MENUS.put("view", "_View");
    MENUS.put("go", "_Go");
    MENUS.put("run", "_Run");
    MENUS.put("debug", "_Debug");
    MENUS.put("deploy", "De_ploy");
    MENUS.put("tools", "_Tools");
    MENUS.put("help", "_Help");
  }

  /** Narrower than this the buttons show their icons alone, in pixels. */
  private static final double COMPACT = 1040;

  /** Narrower than this there is no room for the search field; its key still works. */
  private static final double TINY = 780;

  private final BooleanProperty compact = new SimpleBooleanProperty();
  private final ActionRegistry actions;
  private final MenuBar menuBar = new MenuBar();
  private final HBox tools = new HBox();
  private final Map<String, List<MenuItem>> extra = new LinkedHashMap<>();
  private final Map<String, Workbench.ToolBarStyle> toolActions = new LinkedHashMap<>();
  private final List<Node> toolItems = new ArrayList<>();
  private boolean built;

  TopBar(ActionRegistry actions, Runnable search) {
    this.actions = actions;
    getStyleClass().add("top-bar");
    menuBar.getStyleClass().add("main-menu");
    tools.getStyleClass().add("tools");
    Button field = new Button("Search everything   Ctrl+P", Icons.of("fth-search"));
    field.setId("search-everything");
    field.getStyleClass().add("search-field");
    field.setMaxWidth(Double.MAX_VALUE);
    field.setOnAction(event -> search.run());
    Region left = new Region();
    Region right = new Region();
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    HBox.setHgrow(field, Priority.SOMETIMES);
    menuBar.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(menuBar, left, field, right, tools);
    widthProperty()
        .subscribe(width -> {
          compact.set(width.doubleValue() < COMPACT);
          field.setVisible(width.doubleValue() >= TINY);
          field.setManaged(field.isVisible());
        });
    actions.onChange(() -> {
      if (built) {
        rebuildMenus();
      }
    });
  }

  /** Makes menus and tool bar, once all features have registered theirs. */
  void build() {
    built = true;
    rebuildMenus();
    rebuildTools();
  }

  /** Adds an entry that is no action, such as a list of recent files, behind an action. */
  void addMenuItem(String afterAction, MenuItem item) {
    extra.computeIfAbsent(afterAction, id -> new ArrayList<>()).add(item);
  }

  void addAction(String actionId, Workbench.ToolBarStyle style) {
    toolActions.put(actionId, style);
    if (built) {
      rebuildTools();
    }
  }

  void addItem(Node node) {
    toolItems.add(node);
    if (built) {
      rebuildTools();
    }
  }

  private void rebuildTools() {
    tools.getChildren().setAll(toolItems);
    toolActions.forEach((id, style) ->
        actions
            .find(id)
            .ifPresent(entry -> {
              Button button = ActionViews.button(entry, "tool-button");
              switch (style) {
                case ACCENT -> button.getStyleClass().add("accent");
                case DANGER -> {
                  button.getStyleClass().add("danger-outline");
                  button.setText(null);
                }
                case PLAIN -> {
                  // As tool buttons are.
                }
              }
              // The target picker and the search field give way first.
              button.setMinWidth(USE_PREF_SIZE);
              button.setAccessibleText(KeyLabels.plain(entry.action().title()));
              button
                  .contentDisplayProperty()
                  .bind(
                      Bindings.when(compact)
                          .then(ContentDisplay.GRAPHIC_ONLY)
                          .otherwise(ContentDisplay.LEFT));
              tools.getChildren().add(button);
            }));
  }

  private void rebuildMenus() {
    // A menu entry stands in one menu only: the old menus let go of theirs first.
    menuBar.getMenus().forEach(menu -> menu.getItems().clear());
    List<Menu> menus = new ArrayList<>();
    MENUS.forEach((id, title) -> {
      Menu menu = new Menu(title);
      menu.setId("menu-" + id);
      fill(menu, id);
      if (!menu.getItems().isEmpty()) {
        menus.add(menu);
      }
    });
    menuBar.getMenus().setAll(menus);
  }

  private void fill(Menu menu, String id) {
    List<ActionRegistry.Entry> entries =
        new ArrayList<>(
            actions.all().stream()
                .filter(e -> ActionRegistry.menuOf(e.action().id()).equals(id))
                .toList());
    entries.sort((a, b) -> Integer.compare(MenuOrder.of(a.action()), MenuOrder.of(b.action())));
    int lastGroup = -1;
    for (ActionRegistry.Entry entry : entries) {
      String actionId = entry.action().id();
      int group = MenuOrder.group(entry.action());
      boolean newGroup = lastGroup >= 0 && group != lastGroup;
      if ((newGroup || actions.isSeparated(actionId)) && !menu.getItems().isEmpty()) {
        menu.getItems().add(new SeparatorMenuItem());
      }
      lastGroup = group;
      menu.getItems().add(ActionViews.menuItem(entry));
      menu.getItems().addAll(extra.getOrDefault(actionId, List.of()));
    }
  }
}
