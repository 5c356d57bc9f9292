package dev.continuum.ide.debug.memory;

import dev.continuum.inspector.debug.Location;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu of the bytes that are selected. */
final class MemoryMenu {
  private MemoryMenu() {}

  /** Gives the grid its menu, made anew each time it is asked for. */
  static void install(MemoryGrid grid, MemoryModel model) {
    grid.setOnContextMenuRequested(event -> {
      if (model.memory().get() != null) {
        ContextMenu menu = of(grid, model);
        menu.setAutoHide(true);
        menu.show(grid.getScene().getWindow(), event.getScreenX(), event.getScreenY());
        event.consume();
      }
    });
  }

  static ContextMenu of(MemoryGrid grid, MemoryModel model) {
    MemoryCommands commands = grid.commands();
    boolean moving = model.guest().moving().get();
    ContextMenu menu = new ContextMenu();
    menu.getItems()
        .setAll(
            item("Copy as Hex", false, () -> grid.copy(MemoryCommands.Form.HEX)),
            item("Copy as C Array", false, () -> grid.copy(MemoryCommands.Form.C_ARRAY)),
            item("Copy as Text", false, () -> grid.copy(MemoryCommands.Form.TEXT)),
            new SeparatorMenuItem(),
            item("Edit…", moving || model.format().get().columns() == 0, () -> grid.edit("")),
            new SeparatorMenuItem(),
            item("Break When Changed", false, () -> commands.watch(Location.Access.CHANGE)),
            item("Break When Written", false, () -> commands.watch(Location.Access.WRITE)),
            item("Break When Read", false, () -> commands.watch(Location.Access.READ)),
            new SeparatorMenuItem(),
            item("Go to Where It Was Written Last", moving, commands::toLastWrite),
            item("Follow Pointer", false, commands::followPointer));
    return menu;
  }

  private static MenuItem item(String text, boolean disabled, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setDisable(disabled);
    item.setOnAction(e -> action.run());
    return item;
  }
}
