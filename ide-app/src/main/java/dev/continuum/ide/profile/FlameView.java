package dev.continuum.ide.profile;

import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** The flame graph: only what is in view is painted. */
final class FlameView extends PaintedView {
  private static final double LEAST_TEXT_WIDTH = 24;
  private static final double PADDING = 4;

  /** How much of a box's colour there is; the rest is the ground's, so that text can be read. */
  private static final double STRENGTH = 0.42;

  private static final double WEAK = 0.14;

  private final FlameModel model;
  private final Runnable open;
  private final ScrollBar bar = new ScrollBar();
  private final Tooltip tooltip = new Tooltip();
  private int hovered = -1;

  /** What text is measured with; all characters of the code font are equally wide. */
  private @Nullable Font measured;

  private double characterWidth = 1;

  /**
   * Shows a flame graph.
   *
   * @param open opens the function of the selected box
   */
  FlameView(FlameModel model, Runnable open) {
    this.model = model;
    this.open = open;
    setId("flame-graph");
    getStyleClass().add("flame-view");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    bar.setOrientation(Orientation.VERTICAL);
    bar.valueProperty().subscribe(this::repaint);
    getChildren().add(bar);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(480);
    Tooltip.install(this, tooltip);
    model.zoom().subscribe(this::zoomed);
    model.selected().subscribe(this::selected);
    model.search().subscribe(this::repaint);
    focusedProperty().subscribe(this::repaint);
    setOnMouseMoved(this::hover);
    setOnMouseExited(event -> setHovered(-1));
    setOnMousePressed(event -> requestFocus());
    setOnMouseClicked(this::click);
    setOnScroll(this::scroll);
    setOnKeyPressed(this::key);
  }

  private double rowHeight() {
    return Math.ceil(font().getSize() * 1.55);
  }

  private void zoomed() {
    bar.setValue(0);
    repaint();
  }

  private void selected() {
    double top = model.row(model.selected().get()) * rowHeight();
    double view = getHeight();
    if (view > 0 && top < bar.getValue()) {
      bar.setValue(top);
    } else if (view > 0 && top + rowHeight() > bar.getValue() + view) {
      bar.setMax(Math.max(0, model.rows() * rowHeight() - view));
      bar.setValue(top + rowHeight() - view);
    }
    setAccessibleText("Flame graph. " + model.words(model.selected().get()));
    repaint();
  }

  @Override
  double reserved() {
    return bar.isVisible() ? bar.prefWidth(-1) : 0;
  }

  @Override
  protected void layoutChildren() {
    double hidden = Math.max(0, model.rows() * rowHeight() - getHeight());
    bar.setMax(hidden);
    bar.setValue(Math.min(bar.getValue(), hidden));
    bar.setVisibleAmount(hidden == 0 ? 0 : getHeight() / (hidden + getHeight()) * hidden);
    bar.setUnitIncrement(rowHeight());
    bar.setBlockIncrement(getHeight());
    bar.setVisible(hidden > 0);
    double width = bar.prefWidth(-1);
    bar.resizeRelocate(getWidth() - width, 0, width, getHeight());
    super.layoutChildren();
  }

  @Override
  void paint(GraphicsContext graphics, double width, double height) {
    if (font() != measured) {
      Text sample = new Text("0".repeat(100));
      sample.setFont(font());
      characterWidth = sample.getLayoutBounds().getWidth() / 100;
      measured = font();
    }
    double row = rowHeight();
    int first = (int) (bar.getValue() / row);
    int last = (int) ((bar.getValue() + height) / row);
    graphics.setTextBaseline(VPos.CENTER);
    for (FlameModel.Box box : model.boxes(width, first, last)) {
      paint(graphics, box, Math.round(box.row() * row - bar.getValue()), row);
    }
  }

  private void paint(GraphicsContext graphics, FlameModel.Box box, double y, double height) {
    double x = Math.round(box.x());
    double width = Math.max(1, Math.round(box.x() + box.width()) - x - 1);
    boolean dim = box.isAbove() || model.isSearching() && !model.isMatch(box.node());
    boolean match = model.isSearching() && model.isMatch(box.node());
    Color full = match ? match() : hue(model.colour(box.node()));
    if (model.function(box.node()) < 0) {
      full = muted();
    }
    graphics.setFill(ground().interpolate(full, match ? 1 : dim ? WEAK : STRENGTH));
    graphics.fillRect(x, y, width, height - 1);
    if (box.node() == hovered || box.node() == model.selected().get()) {
      boolean selected = box.node() == model.selected().get();
      graphics.setStroke(selected && isFocused() ? focusColour() : text());
      graphics.setLineWidth(selected ? 2 : 1);
      double inset = selected ? 1 : 0.5;
      graphics.strokeRect(x + inset, y + inset, width - 2 * inset, height - 1 - 2 * inset);
    }
    int room = (int) ((width - 2 * PADDING) / characterWidth);
    if (width >= LEAST_TEXT_WIDTH && room > 0) {
      graphics.setFill(dim ? muted() : text());
      graphics.fillText(cut(model.name(box.node()), room), x + PADDING, y + (height - 1) / 2);
    }
  }

  /** As much of a name as there is room for. */
  private static String cut(String name, int room) {
    if (name.length() <= room) {
      return name;
    }
    if (room < 3) {
      return "";
    }
    int end = Character.isHighSurrogate(name.charAt(room - 2)) ? room - 2 : room - 1;
    return name.substring(0, end) + "…";
  }

  // What the user does

  private int nodeAt(MouseEvent event) {
    int row = (int) Math.floor((event.getY() + bar.getValue()) / rowHeight());
    return event.getX() >= getWidth() - reserved()
        ? -1
        : model.at(event.getX(), row, Math.max(0, getWidth() - reserved()));
  }

  private void hover(MouseEvent event) {
    setHovered(nodeAt(event));
  }

  private void setHovered(int node) {
    if (node != hovered) {
      hovered = node;
      setCursor(node < 0 ? Cursor.DEFAULT : Cursor.HAND);
      tooltip.setText(node < 0 ? "" : model.words(node));
      tooltip.setOpacity(node < 0 ? 0 : 1);
      repaint();
    }
  }

  private void click(MouseEvent event) {
    int node = nodeAt(event);
    if (node >= 0 && event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
      model.zoomTo(node);
      setHovered(-1);
    }
  }

  private void scroll(ScrollEvent event) {
    if (bar.isVisible()) {
      bar.setValue(Math.clamp(bar.getValue() - event.getDeltaY(), 0, bar.getMax()));
      event.consume();
    }
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case UP -> model.move(FlameModel.Way.UP);
      case DOWN -> model.move(FlameModel.Way.DOWN);
      case LEFT -> model.move(FlameModel.Way.LEFT);
      case RIGHT -> model.move(FlameModel.Way.RIGHT);
      case ENTER, SPACE -> model.zoomTo(model.selected().get());
      case BACK_SPACE, ESCAPE -> model.zoomOut();
      case HOME -> model.zoomTo(0);
      case F4 -> open.run();
      case F3 -> model.next();
      default -> {
        return;
      }
    }
    event.consume();
  }
}
