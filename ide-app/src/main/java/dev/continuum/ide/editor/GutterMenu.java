package dev.continuum.ide.editor;

import dev.continuum.ide.mark.UserBreakpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** What a right click beside a line offers. */
final class GutterMenu {
  private GutterMenu() {}

  static void show(GutterModel model, int line, Node at, double x, double y) {
    List<MenuItem> items = new ArrayList<>();
    UserBreakpoint there = model.at(line);
    if (there == null) {
      items.add(item("Add Breakpoint", () -> model.toggle(line)));
    } else {
      Consumer<UserBreakpoint> dialog = model.dialog();
      if (dialog != null) {
        items.add(item("Edit Breakpoint…", () -> dialog.accept(there)));
      }
      items.add(
          item(
              there.spec().enabled() ? "Disable Breakpoint" : "Enable Breakpoint",
              () -> model.enable(there, !there.spec().enabled())));
      items.add(item("Remove Breakpoint", () -> model.toggle(line)));
    }
    Runnable run = model.runTo(line);
    if (run != null) {
      items.add(new SeparatorMenuItem());
      items.add(item("Run to Here", run));
    }
    new ContextMenu(items.toArray(MenuItem[]::new)).show(at, x, y);
  }

  private static MenuItem item(String title, Runnable work) {
    MenuItem item = new MenuItem(title);
    item.setOnAction(event -> work.run());
    return item;
  }
}
