package dev.continuum.ide.editor;

import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.InlineValue;
import dev.continuum.ide.mark.RunningPlace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

/** Values behind the lines of a program that stands still. They lie over the text, not in it. */
final class InlineLabels implements EditorComponent {
  private static final double GAP = 16;

  private final CodeMarks marks;
  private final Supplier<@Nullable Path> program;
  private final Pane layer = new Pane();
  private Subscription running = Subscription.EMPTY;
  private org.reactfx.@Nullable Subscription views;
  private @Nullable CodeArea area;
  private boolean placing;

  InlineLabels(CodeMarks marks, Supplier<@Nullable Path> program) {
    this.marks = marks;
    this.program = program;
    layer.setMouseTransparent(true);
    layer.getStyleClass().add("inline-layer");
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(layer.widthProperty());
    clip.heightProperty().bind(layer.heightProperty());
    layer.setClip(clip);
  }

  @Override
  public void install(SourceEditor editor) {
    area = editor.area();
    editor.addLayer(layer);
    running = marks.running().subscribe(place -> place());
    views = editor.area().viewportDirtyEvents().subscribe(dirty -> place());
  }

  /** Once the text is laid out. */
  private void place() {
    if (!placing && (!layer.getChildren().isEmpty() || values() != null)) {
      placing = true;
      Platform.runLater(() -> {
        placing = false;
        layOut();
      });
    }
  }

  private @Nullable RunningPlace values() {
    RunningPlace place = marks.running().get();
    return place != null && place.program().equals(program.get()) ? place : null;
  }

  private void layOut() {
    layer.getChildren().clear();
    CodeArea text = area;
    RunningPlace place = values();
    if (text == null || place == null || text.getScene() == null) {
      return;
    }
    for (InlineValue value : place.values()) {
      int line = value.line() - 1;
      if (line >= 0 && line < text.getParagraphs().size()) {
        end(text, line).ifPresent(at -> label(value, at));
      }
    }
  }

  /** Where the text of a line ends, on the screen; empty when it is out of view. */
  private static Optional<Bounds> end(CodeArea text, int line) {
    if (text.allParToVisibleParIndex(line).isEmpty()) {
      return Optional.empty();
    }
    int length = text.getParagraph(line).length();
    int start = text.getAbsolutePosition(line, 0);
    return length == 0
        ? Optional.empty()
        : text.getCharacterBoundsOnScreen(start + length - 1, start + length);
  }

  private void label(InlineValue value, Bounds at) {
    Point2D place = layer.screenToLocal(at.getMaxX(), at.getMinY());
    Label label = new Label(value.text());
    label.getStyleClass().add("inline-value");
    if (value.changed()) {
      label.getStyleClass().add("changed");
    }
    label.relocate(Math.round(place.getX() + GAP), Math.round(place.getY()) + 1);
    layer.getChildren().add(label);
  }

  @Override
  public void uninstall() {
    running.unsubscribe();
    if (views != null) {
      views.unsubscribe();
    }
    area = null;
  }
}
