package dev.continuum.ide.debug.value;

import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.inspector.debug.Location.Access;
import dev.continuum.inspector.debug.value.ValueFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/** The context menu of a row. */
final class ValueMenu {
  private final ValueTreeModel tree;
  private final ValueLinks links;
  private Function<ValueNode, List<MenuItem>> more = node -> List.of();

  ValueMenu(ValueTreeModel tree, ValueLinks links) {
    this.tree = tree;
    this.links = links;
  }

  void add(Function<ValueNode, List<MenuItem>> items) {
    more = items;
  }

  /** What can be done with a row now. */
  List<MenuItem> items(ValueNode node) {
    List<MenuItem> items = new ArrayList<>(more.apply(node));
    boolean value = !(node.spot instanceof Spot.Heading);
    if (value && !items.isEmpty()) {
      items.add(new SeparatorMenuItem());
    }
    if (node.spot instanceof Spot.Heading(Spot.Kind kind, int memory, String label)
        && kind == Spot.Kind.MEMORY) {
      items.add(item("Show in Memory", () -> links.memory().accept(new MemoryTarget(memory, 0))));
    }
    if (tree.isEditable(node)) {
      MenuItem edit = item("Change Value…", () -> tree.edit(node));
      edit.setAccelerator(KeyCombination.valueOf("F2"));
      items.add(edit);
    }
    if (value) {
      items.add(forms(node));
    }
    tree.target(node)
        .ifPresent(
            target -> items.add(item("Follow as Pointer", () -> links.memory().accept(target))));
    if (tree.place(node).isPresent()) {
      items.add(new SeparatorMenuItem());
      items.add(item("Break When This Changes", () -> tree.breakWhen(node, Access.CHANGE)));
      items.add(item("Break When This Is Read", () -> tree.breakWhen(node, Access.READ)));
      items.add(item("Break When This Is Written", () -> tree.breakWhen(node, Access.WRITE)));
      items.add(item("Go to Where It Was Written Last", () -> tree.toWrite(node, links.say())));
      items.add(
          item(
              "Where Did This Value Come From?",
              () ->
                  tree.find(
                      node,
                      place ->
                          links.origin().accept(GuestText.shown(SpotText.expression(node)), place),
                      links.say())));
    }
    if (value) {
      items.add(new SeparatorMenuItem());
      if (!(node.spot instanceof Spot.Watched)) {
        items.add(item("Add to Watches", () -> links.watch().accept(SpotText.expression(node))));
      }
      MenuItem copy = item("Copy Value", () -> copyValue(node));
      copy.setAccelerator(KeyCombination.valueOf("Shortcut+C"));
      items.add(copy);
      items.add(item("Copy Name", () -> copy(SpotText.expression(node))));
    }
    return items;
  }

  private Menu forms(ValueNode node) {
    Menu menu = new Menu("Show as");
    ToggleGroup group = new ToggleGroup();
    ValueFormat chosen = tree.format(node);
    menu.getItems().add(form(node, "What suits the value", null, chosen == null, group));
    Map<ValueFormat, String> names =
        Map.of(
            ValueFormat.SIGNED, "Signed number",
            ValueFormat.UNSIGNED, "Unsigned number",
            ValueFormat.HEX, "Hexadecimal",
            ValueFormat.FLOAT, "Floating-point number",
            ValueFormat.CHARACTER, "Character",
            ValueFormat.POINTER, "Pointer",
            ValueFormat.STRING, "String");
    for (ValueFormat format : ValueFormat.values()) {
      String name = names.getOrDefault(format, format.word());
      menu.getItems().add(form(node, name, format, chosen == format, group));
    }
    return menu;
  }

  private RadioMenuItem form(
      ValueNode node,
      String title,
      @Nullable ValueFormat format,
      boolean chosen,
      ToggleGroup group) {
    RadioMenuItem item = new RadioMenuItem(title);
    item.setToggleGroup(group);
    item.setSelected(chosen);
    item.setOnAction(event -> tree.setFormat(node, format));
    return item;
  }

  /** A menu item. */
  static MenuItem item(String title, Runnable action) {
    MenuItem item = new MenuItem(title);
    item.setOnAction(event -> action.run());
    return item;
  }

  /** Puts a row's value on the clipboard, or why it has none. */
  static void copyValue(ValueNode node) {
    Learned learned = node.learned;
    if (learned != null) {
      copy(learned.problem().isEmpty() ? learned.full() : learned.problem());
    }
  }

  private static void copy(String text) {
    Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
  }
}
