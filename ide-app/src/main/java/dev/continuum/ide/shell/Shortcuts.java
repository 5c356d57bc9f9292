package dev.continuum.ide.shell;

import dev.continuum.ide.action.ActionRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * The keys of all actions. They are looked at before the focused control sees the key, so that a
 * text editor cannot swallow them. A text field keeps the keys it knows itself (copy, paste, undo),
 * and any control gets the key of an action that cannot be done now. While a card is in front of
 * the window only the card's own keys count.
 */
final class Shortcuts {
  /** Where a key sits differently on other keyboards, or a second time on the number pad. */
  private static final Map<String, List<String>> ALSO =
      Map.of(
          "view.zoomIn",
          List.of(
              "Shortcut+EQUALS", "Shortcut+Shift+EQUALS", "Shortcut+ADD", "Shortcut+Shift+PLUS"),
          "view.zoomOut",
          List.of("Shortcut+SUBTRACT"),
          "view.zoomReset",
          List.of("Shortcut+NUMPAD0"));

  /** What a text field does by itself, with the same keys. */
  private static final Set<String> TEXT_FIELD =
      Set.of("edit.undo", "edit.redo", "edit.cut", "edit.copy", "edit.paste", "edit.selectAll");

  /** What can be done while a card is in front: opening the other palette closes the first. */
  private static final Set<String> WITH_CARD =
      Set.of("go.anything", "go.command", "view.zoomIn", "view.zoomOut", "view.zoomReset");

  private final ActionRegistry actions;
  private final BooleanSupplier covered;
  private final Map<KeyCombination, String> keys = new LinkedHashMap<>();

  /**
   * @param covered whether a card is in front of the window
   */
  Shortcuts(ActionRegistry actions, Scene scene, BooleanSupplier covered) {
    this.actions = actions;
    this.covered = covered;
    rebuild();
    actions.onChange(this::rebuild);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void rebuild() {
    keys.clear();
    for (ActionRegistry.Entry entry : actions.all()) {
      String key = entry.action().key();
      if (key != null) {
        keys.put(KeyCombination.valueOf(key), entry.action().id());
      }
      for (String other : ALSO.getOrDefault(entry.action().id(), List.of())) {
        keys.put(KeyCombination.valueOf(other), entry.action().id());
      }
    }
  }

  private void onKey(KeyEvent event) {
    if (event.getCode().isModifierKey()
        || (event.getTarget() instanceof KeyTaker taker && taker.takes(event))) {
      return;
    }
    boolean inField = event.getTarget() instanceof TextInputControl;
    for (Map.Entry<KeyCombination, String> each : keys.entrySet()) {
      if (each.getKey().match(event)) {
        boolean fieldsOwn = inField && TEXT_FIELD.contains(each.getValue());
        if (covered.getAsBoolean() && !WITH_CARD.contains(each.getValue())) {
          // Consumed, or the menu bar would take it.
          if (!fieldsOwn) {
            event.consume();
          }
          return;
        }
        if (!fieldsOwn && actions.run(each.getValue())) {
          event.consume();
        }
        return;
      }
    }
  }
}
