package dev.continuum.ide.editor;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fxmisc.wellbehaved.event.EventPattern;
import org.fxmisc.wellbehaved.event.InputMap;
import org.fxmisc.wellbehaved.event.Nodes;
import org.jspecify.annotations.Nullable;

/** What Enter, Tab and Backspace do in a source: they know about indentation. */
final class EditingKeys implements EditorComponent {
  private @Nullable SourceEditor editor;
  private @Nullable InputMap<KeyEvent> keys;

  @Override
  public void install(SourceEditor source) {
    editor = source;
    InputMap<KeyEvent> map =
        InputMap.sequence(
            InputMap.consume(
                EventPattern.keyPressed(KeyCode.ENTER),
                event -> {
                  source.apply(
                      LineEdits.newLine(
                          source.buffer().text(),
                          source.buffer().anchor(),
                          source.buffer().caret(),
                          source.language()));
                }),
            InputMap.consume(EventPattern.keyPressed(KeyCode.TAB), event -> tab(source)),
            InputMap.consume(
                EventPattern.keyPressed(KeyCode.TAB, javafx.scene.input.KeyCombination.SHIFT_DOWN),
                event ->
                    source.apply(
                        LineEdits.outdent(
                            source.buffer().text(),
                            source.buffer().anchor(),
                            source.buffer().caret(),
                            source.language().step()))));
    keys = map;
    Nodes.addInputMap(source.area(), map);
  }

  /** Several lines move to the right; otherwise spaces up to the next stop. */
  private static void tab(SourceEditor source) {
    String text = source.buffer().text();
    int anchor = source.buffer().anchor();
    int caret = source.buffer().caret();
    int from = Math.min(anchor, caret);
    int to = Math.max(anchor, caret);
    String step = source.language().step();
    if (text.substring(from, to).indexOf('\n') >= 0) {
      source.apply(LineEdits.indent(text, anchor, caret, step));
      return;
    }
    String inserted = step;
    if (!step.equals("\t")) {
      int column = from - (text.lastIndexOf('\n', from - 1) + 1);
      inserted = " ".repeat(step.length() - column % step.length());
    }
    int at = from + inserted.length();
    source.apply(new TextEdit(from, to, inserted, at, at));
  }

  @Override
  public void uninstall() {
    if (editor != null && keys != null) {
      Nodes.removeInputMap(editor.area(), keys);
    }
    editor = null;
  }
}
