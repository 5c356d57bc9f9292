package dev.continuum.ide.editor;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import org.reactfx.Subscription;

/** Line numbers, with a place before them for a mark per line. */
final class Gutter implements EditorComponent {
  private @Nullable CodeArea area;
  private @Nullable Subscription lines;
  private int digits;

  @Override
  public void install(SourceEditor editor) {
    CodeArea shown = editor.area();
    area = shown;
    refresh(shown);
    lines = shown.getParagraphs().sizeProperty().values().subscribe(size -> refresh(shown));
  }

  /** Numbers of one width: made anew only when the count of lines gets another digit. */
  private void refresh(CodeArea shown) {
    int needed = Math.max(3, String.valueOf(shown.getParagraphs().size()).length());
    if (needed != digits) {
      digits = needed;
      shown.setParagraphGraphicFactory(index -> line(index, needed));
    }
  }

  private static Node line(int index, int width) {
    Region mark = new Region();
    mark.getStyleClass().add("gutter-mark");
    String text = String.valueOf(index + 1);
    // Figure spaces are as wide as digits, so that all numbers take the same room.
    Label number = new Label("\u2007".repeat(Math.max(0, width - text.length())) + text);
    number.getStyleClass().add("gutter-number");
    HBox box = new HBox(mark, number);
    box.setAlignment(Pos.TOP_RIGHT);
    box.getStyleClass().add("gutter");
    return box;
  }

  @Override
  public void uninstall() {
    if (lines != null) {
      lines.unsubscribe();
    }
    if (area != null) {
      area.setParagraphGraphicFactory(null);
    }
  }
}
