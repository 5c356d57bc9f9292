package dev.continuum.ide.module;

import dev.continuum.ide.module.ModuleDocument.Page;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** Two buttons side by side that say which page of a module is shown, one always pressed. */
final class PageSwitch extends HBox {
  private final ToggleGroup group = new ToggleGroup();
  private final Map<Page, ToggleButton> buttons = new EnumMap<>(Page.class);

  /**
   * @param chosen called when the user chooses a page
   */
  PageSwitch(Consumer<Page> chosen) {
    getStyleClass().add("page-switch");
    button(Page.OVERVIEW, "Overview", "left-pill", "Alt+1", chosen);
    button(Page.DISASSEMBLY, "Disassembly", "right-pill", "Alt+2", chosen);
    select(Page.OVERVIEW);
  }

  private void button(Page page, String text, String style, String key, Consumer<Page> chosen) {
    ToggleButton button = new ToggleButton(text);
    button.getStyleClass().add(style);
    button.setToggleGroup(group);
    button.setTooltip(new Tooltip(text + " (" + key + ")"));
    button.setOnAction(event -> {
      // A second click must not let it go.
      button.setSelected(true);
      chosen.accept(page);
    });
    buttons.put(page, button);
    getChildren().add(button);
  }

  /** Shows which page it is. */
  void select(Page page) {
    group.selectToggle(buttons.get(page));
  }
}
