package dev.continuum.ide.shell;

import dev.continuum.ide.action.ActionRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * The keys of all actions. They are looked at before the focused control sees the key, so that a
 * text editor cannot swallow them; keys that a text control needs itself (copy, paste, undo) go to
 * it when the action cannot be done now.
 */
final class Shortcuts {
  private final ActionRegistry actions;
  private final Map<KeyCombination, String> keys = new LinkedHashMap<>();

  Shortcuts(ActionRegistry actions, Scene scene) {
    this.actions = actions;
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
    }
  }

  private void onKey(KeyEvent event) {
    if (event.getCode().isModifierKey()) {
      return;
    }
    for (Map.Entry<KeyCombination, String> each : keys.entrySet()) {
      if (each.getKey().match(event)) {
        if (actions.run(each.getValue())) {
          event.consume();
        }
        return;
      }
    }
  }
}
