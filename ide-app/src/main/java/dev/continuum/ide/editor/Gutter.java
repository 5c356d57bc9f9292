package dev.continuum.ide.editor;

import dev.continuum.ide.mark.BreakpointShape;
import java.util.HashSet;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import org.reactfx.Subscription;

/**
 * Line numbers, with a place before them for a breakpoint, and one behind for the running line and
 * how often a line was executed.
 */
final class Gutter implements EditorComponent {
  private final GutterModel model;
  private @Nullable CodeArea area;
  private @Nullable Subscription lines;
  private javafx.util.Subscription marks = javafx.util.Subscription.EMPTY;
  private int digits;

  Gutter(GutterModel model) {
    this.model = model;
  }

  @Override
  public void install(SourceEditor editor) {
    CodeArea shown = editor.area();
    area = shown;
    refresh(shown);
    lines = shown.getParagraphs().sizeProperty().values().subscribe(size -> refresh(shown));
    marks = model.onChange(changed -> redraw(shown, changed));
  }

  /** Numbers of one width: made anew only when the count of lines gets another digit. */
  private void refresh(CodeArea shown) {
    int needed = Math.max(3, String.valueOf(shown.getParagraphs().size()).length());
    if (needed != digits) {
      digits = needed;
      shown.setParagraphGraphicFactory(index -> line(index, needed));
    }
  }

  /** Only what is in view has nodes. */
  private static void redraw(CodeArea shown, Set<Integer> changed) {
    int visible = shown.getVisibleParagraphs().size();
    Set<Integer> inView = new HashSet<>();
    for (int i = 0; i < visible; i++) {
      inView.add(shown.visibleParToAllParIndex(i));
    }
    for (int line : inView) {
      if (changed.isEmpty() || changed.contains(line + 1)) {
        shown.recreateParagraphGraphic(line);
      }
    }
  }

  private Node line(int index, int width) {
    int line = index + 1;
    String text = String.valueOf(line);
    // Figure spaces are as wide as digits, so that all numbers take the same room.
    Label number = new Label("\u2007".repeat(Math.max(0, width - text.length())) + text);
    number.getStyleClass().add("gutter-number");
    Region running = region("gutter-running");
    GutterModel.Running place = model.running(line);
    if (place != GutterModel.Running.NONE) {
      running.getStyleClass().add(place == GutterModel.Running.NEXT ? "next" : "caller");
    }
    HBox box = new HBox(breakpoint(line), number, running);
    if (model.showsCoverage()) {
      box.getChildren().add(coverage(line));
    }
    box.setAlignment(Pos.CENTER_RIGHT);
    box.getStyleClass().add("gutter");
    if (model.hasBreakpoints()) {
      box.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> click(event, line, box));
      box.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
    }
    return box;
  }

  private Node breakpoint(int line) {
    Region mark = region("gutter-mark");
    BreakpointShape shape = model.shape(line);
    if (shape != null) {
      mark.getStyleClass().addAll(shape.styleClasses());
    }
    HBox place = new HBox(mark);
    place.setAlignment(Pos.CENTER);
    place.getStyleClass().add("gutter-mark-place");
    String words = model.words(line);
    if (!words.isEmpty()) {
      Tooltip.install(place, new Tooltip(words));
    }
    return place;
  }

  private Node coverage(int line) {
    long count = model.count(line);
    Region bar = region("gutter-coverage");
    if (count >= 0) {
      bar.getStyleClass().add(count == 0 ? "never" : "heat-" + model.heat(count));
      Tooltip.install(
          bar, new Tooltip(count == 0 ? "never executed" : "executed " + count + " times"));
    }
    return bar;
  }

  private static Region region(String style) {
    Region region = new Region();
    region.getStyleClass().add(style);
    return region;
  }

  private void click(MouseEvent event, int line, Node at) {
    if (event.getButton() == MouseButton.PRIMARY) {
      model.toggle(line);
    } else if (event.getButton() == MouseButton.SECONDARY) {
      GutterMenu.show(model, line, at, event.getScreenX(), event.getScreenY());
    }
    event.consume();
  }

  @Override
  public void uninstall() {
    marks.unsubscribe();
    if (lines != null) {
      lines.unsubscribe();
    }
    if (area != null) {
      area.setParagraphGraphicFactory(null);
    }
  }
}
