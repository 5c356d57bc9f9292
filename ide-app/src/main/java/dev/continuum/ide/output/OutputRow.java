package dev.continuum.ide.output;

import java.util.List;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * One row on the screen: a line, or a part of one that is wrapped. Rows are few and are given other
 * lines as the view scrolls.
 */
final class OutputRow extends Region {
  /** Room at the left for the mark that tells kinds apart without colour. */
  static final double GUTTER = 14;

  /** Wider than any line that {@link LineAssembler} leaves whole. */
  private static final double UNBOUNDED = 100_000;

  /** Begins the class of a source's colour; its name stands beside it. */
  private static final String TINT = "output-source-";

  private static final PseudoClass CONTINUED = PseudoClass.getPseudoClass("continued");

  private final Text mark = new Text();
  private final Path selection = shape("output-selection");
  private final Path found = shape("output-found");
  private final Text time = text("output-time");
  private final Text source = text("output-source");
  private final Text body = text("output-body");
  private final TextFlow flow = new TextFlow();
  private String kindStyle = "";
  private long line = -1;
  private int from;
  private int to;

  OutputRow() {
    getStyleClass().add("output-row");
    mark.getStyleClass().addAll("output-mark");
    flow.getStyleClass().add("output-flow");
    flow.setManaged(false);
    mark.setManaged(false);
    getChildren().addAll(found, selection, mark, flow);
    source.getStyleClass().add(TINT + 1);
    setMouseTransparent(true);
  }

  private static Text text(String style) {
    Text text = new Text();
    text.getStyleClass().addAll("output-text", style);
    return text;
  }

  private static Path shape(String style) {
    Path path = new Path();
    path.getStyleClass().add(style);
    path.setManaged(false);
    return path;
  }

  long line() {
    return line;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Shows characters {@code [from, to)} of a line. */
  void show(long number, OutputLine shown, int start, int end) {
    line = number;
    from = start;
    to = end;
    String display = shown.display();
    int sourceAt = shown.sourceStart();
    int textAt = shown.textStart();
    set(time, display, start, Math.min(end, sourceAt));
    String tint = TINT + (1 + shown.tint() % OutputLine.TINTS);
    if (!tint.equals(source.getStyleClass().getLast())) {
      source.getStyleClass().set(source.getStyleClass().size() - 1, tint);
    }
    set(source, display, Math.max(start, sourceAt), Math.min(end, textAt));
    set(body, display, Math.max(start, textAt), end);
    // An empty text would lend its colour to the first letter of the next.
    List<Text> parts =
        Stream.of(time, source, body).filter(part -> !part.getText().isEmpty()).toList();
    if (!flow.getChildren().equals(parts)) {
      flow.getChildren().setAll(parts);
    }
    mark.setText(start == 0 ? markOf(shown.kind()) : "");
    mark.getStyleClass().setAll("output-text", "output-mark");
    String style = "output-" + shown.kind().style();
    if (!style.equals(kindStyle)) {
      getStyleClass().setAll("output-row", style);
      kindStyle = style;
    }
    pseudoClassStateChanged(CONTINUED, start > 0);
    requestLayout();
  }

  private static String markOf(OutputLine.Kind kind) {
    return switch (kind) {
      case STDERR -> "!";
      case INPUT -> "‹";
      case NOTE -> "·";
      case HEADING -> "›";
      case SUCCESS -> "✓";
      case FAILURE -> "✗";
      case STDOUT -> "";
    };
  }

  private static void set(Text node, String display, int start, int end) {
    node.setText(end > start ? display.substring(start, end) : "");
  }

  /** Paints the selected and the found stretch, in characters of the line; empty when equal. */
  void highlight(int selectedFrom, int selectedTo, int foundFrom, int foundTo) {
    paint(selection, selectedFrom, selectedTo);
    paint(found, foundFrom, foundTo);
  }

  private void paint(Path path, int start, int end) {
    int a = Math.clamp(start, from, to) - from;
    int b = Math.clamp(end, from, to) - from;
    if (a >= b) {
      path.getElements().clear();
      return;
    }
    layoutFlow();
    path.getElements().setAll(List.of(flow.rangeShape(a, b)));
    path.setTranslateX(flow.getLayoutX());
    path.setTranslateY(flow.getLayoutY());
  }

  /** The character of the line at a place in this row. */
  int offsetAt(double x) {
    layoutFlow();
    double inFlow = x - flow.getLayoutX();
    if (inFlow <= 0) {
      return from;
    }
    int index = flow.hitTest(new Point2D(inFlow, flow.getHeight() / 2)).getInsertionIndex();
    return Math.clamp((long) from + index, from, to);
  }

  /** How wide the text is, with the gutter, in pixels. */
  double textWidth() {
    return GUTTER
        + time.getLayoutBounds().getWidth()
        + source.getLayoutBounds().getWidth()
        + body.getLayoutBounds().getWidth();
  }

  @Override
  protected void layoutChildren() {
    layoutFlow();
    mark.relocate(2, flow.getLayoutY());
  }

  private void layoutFlow() {
    double height = flow.prefHeight(UNBOUNDED);
    flow.resizeRelocate(
        GUTTER, Math.max(0, Math.floor((getHeight() - height) / 2)), UNBOUNDED, height);
    flow.layout();
  }
}
