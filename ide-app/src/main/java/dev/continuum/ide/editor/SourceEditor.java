package dev.continuum.ide.editor;

import dev.continuum.ide.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;

/** The control a source is edited in, made of components. */
final class SourceEditor implements AutoCloseable {
  private final BoundedArea area;
  private final VirtualizedScrollPane<CodeArea> scroller;
  private final StackPane stack;
  private final AreaBuffer buffer;
  private final StyleLayers layers;
  private final List<EditorComponent> components = new ArrayList<>();
  private final Tasks tasks;
  private Language language;

  /**
   * An editor without text.
   *
   * @param refused called when an edit is not done because the text would become too long
   */
  SourceEditor(Language language, Tasks tasks, Runnable refused) {
    area = new BoundedArea(refused);
    scroller = new VirtualizedScrollPane<>(area);
    stack = new StackPane(scroller);
    buffer = new AreaBuffer(area);
    layers = new StyleLayers(area, buffer);
    this.language = language;
    this.tasks = tasks;
    area.getStyleClass().add("source-editor");
    scroller.getStyleClass().add("source-scroller");
    scroller.setVbarPolicy(ScrollBarPolicy.AS_NEEDED);
  }

  /** Puts a component in. */
  void install(EditorComponent component) {
    components.add(component);
    component.install(this);
  }

  /** The text control. */
  CodeArea area() {
    return area;
  }

  /** The text. */
  AreaBuffer buffer() {
    return buffer;
  }

  /** Who may style the text. */
  StyleLayers layers() {
    return layers;
  }

  /** Where long work goes. */
  Tasks tasks() {
    return tasks;
  }

  /** The language of the text. */
  Language language() {
    return language;
  }

  void setLanguage(Language language) {
    this.language = language;
  }

  /** What is put on the screen. */
  Region node() {
    return stack;
  }

  /** Lays something over the text. */
  void addLayer(Node layer) {
    stack.getChildren().add(layer);
  }

  /** Puts the caret at a place, and brings it into view. */
  void show(int caret) {
    show(caret, caret);
  }

  /** Does an edit, if the text may be edited. */
  void apply(TextEdit edit) {
    if (area.isEditable()) {
      buffer.replace(edit.start(), edit.end(), edit.replacement(), edit.anchor(), edit.caret());
    }
  }

  /** Selects and brings the place to the middle of the view, where it is not in view already. */
  void show(int anchor, int caret) {
    buffer.select(anchor, caret);
    int line = area.getCurrentParagraph();
    boolean inView =
        area.allParToVisibleParIndex(line)
            .filter(index -> index > 0 && index < area.getVisibleParagraphs().size() - 1)
            .isPresent();
    if (!inView) {
      Bounds bounds = area.getLayoutBounds();
      if (bounds.getHeight() > 0) {
        area.showParagraphAtCenter(line);
      }
      area.requestFollowCaret();
    }
  }

  @Override
  public void close() {
    components.reversed().forEach(EditorComponent::uninstall);
    components.clear();
    layers.close();
    buffer.close();
    area.dispose();
  }
}
