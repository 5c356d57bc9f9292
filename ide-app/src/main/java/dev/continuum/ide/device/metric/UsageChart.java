package dev.continuum.ide.device.metric;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.CssMetaData;
import javafx.css.PseudoClass;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/**
 * A line over time, as large as its place. The mouse, or Left and Right while it has the focus,
 * read single values; Escape goes back to the newest.
 */
final class UsageChart extends Region {
  private static final StyleablePropertyFactory<UsageChart> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final PseudoClass EMPTY = PseudoClass.getPseudoClass("empty");

  /** Room for the line's width and the mark of a value. */
  private static final double MARGIN = 3;

  private static final double FILL = 0.16;
  private static final double WIDTH = 1.5;

  private final Canvas canvas = new Canvas();
  private final StyleableProperty<Color> line;
  private final StyleableProperty<Color> ground;
  private final StyleableProperty<Color> mark;
  private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper value = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper time = new ReadOnlyStringWrapper("");
  private final String name;
  private final DoubleFunction<String> words;
  private @Nullable Tooltip tooltip;
  private Series series = Series.NONE;
  private double most = 1;
  private int read = -1;
  private long readTime;

  /**
   * An empty chart.
   *
   * @param name what it shows, such as {@code CPU of sensor-filter}
   * @param words a value as people read it
   */
  UsageChart(String name, DoubleFunction<String> words) {
    this.name = name;
    this.words = words;
    line = colour("line", "-chart-line");
    ground = colour("ground", "-chart-ground");
    mark = colour("mark", "-chart-mark");
    getStyleClass().add("usage-chart");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    getChildren().add(canvas);
    setOnMouseMoved(e -> read(series.nearest(timeAt(e.getX()))));
    setOnMouseExited(e -> read(-1));
    setOnMousePressed(e -> requestFocus());
    setOnKeyPressed(this::key);
    focusedProperty().subscribe(this::requestLayout);
    say();
  }

  private StyleableProperty<Color> colour(String property, String css) {
    StyleableProperty<Color> made =
        FACTORY.createStyleableColorProperty(
            this,
            property,
            css,
            chart ->
                switch (property) {
                  case "line" -> chart.line;
                  case "ground" -> chart.ground;
                  default -> chart.mark;
                },
            Color.GRAY);
    ((javafx.beans.value.ObservableValue<?>) made).subscribe(this::requestLayout);
    return made;
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return FACTORY.getCssMetaData();
  }

  /** The value that is read, or else the newest: {@code 12 %} or {@code 12 % at 14:03:22}. */
  ReadOnlyStringProperty reading() {
    return reading.getReadOnlyProperty();
  }

  /** The same without the time. */
  ReadOnlyStringProperty value() {
    return value.getReadOnlyProperty();
  }

  /** When the value that is read was measured; empty for the newest. */
  ReadOnlyStringProperty time() {
    return time.getReadOnlyProperty();
  }

  /**
   * Shows other values.
   *
   * @param scale the value at the top
   */
  void show(Series values, double scale) {
    series = values;
    most = scale > 0 ? scale : 1;
    // What is being read stays where it is in time.
    read = read < 0 ? -1 : series.nearest(readTime);
    say();
    requestLayout();
  }

  private void read(int index) {
    if (index != read) {
      read = index;
      readTime = series.known(index) ? series.times()[index] : 0;
      say();
      requestLayout();
    }
  }

  private void key(KeyEvent event) {
    int from = read < 0 ? series.size() : read;
    switch (event.getCode()) {
      case LEFT -> read(known(series.step(from, -1)));
      case RIGHT -> read(read < 0 ? -1 : series.step(read, 1));
      case HOME -> read(known(series.step(-1, 1)));
      case END, ESCAPE -> {
        if (read < 0) {
          return;
        }
        read(-1);
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private int known(int index) {
    return series.known(index) ? index : -1;
  }

  private void say() {
    String now = Double.isNaN(series.last()) ? "–" : words.apply(series.last());
    if (series.known(read)) {
      time.set(
          TIME.format(Instant.ofEpochMilli(series.times()[read]).atZone(ZoneId.systemDefault())));
      value.set(words.apply(series.values()[read]));
      reading.set(value.get() + " at " + time.get());
    } else {
      time.set("");
      value.set(now);
      reading.set(now);
    }
    boolean empty = series.nearest(series.to()) < 0;
    pseudoClassStateChanged(EMPTY, empty);
    setAccessibleText(
        empty
            ? name + ": nothing measured yet"
            : name
                + ": "
                + reading.get()
                + ", between "
                + words.apply(series.least())
                + " and "
                + words.apply(series.most()));
    if (tooltip == null && !empty) {
      tooltip = new Tooltip();
      Tooltip.install(this, tooltip);
    }
    if (tooltip != null) {
      tooltip.setText(
          name
              + ": "
              + reading.get()
              + "\nbetween "
              + words.apply(series.least())
              + " and "
              + words.apply(series.most()));
    }
  }

  private long timeAt(double x) {
    double width = Math.max(1, getWidth() - 2 * MARGIN);
    return series.from() + Math.round((x - MARGIN) / width * (series.to() - series.from()));
  }

  @Override
  protected void layoutChildren() {
    double width = snapSizeX(getWidth());
    double height = snapSizeY(getHeight());
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
    }
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, width, height);
    if (width > 2 * MARGIN && height > 2 * MARGIN) {
      paint(graphics, width, height);
    }
  }

  private void paint(GraphicsContext graphics, double width, double height) {
    graphics.setStroke(ground.getValue());
    graphics.setLineWidth(1);
    double foot = Math.round(height - MARGIN) + 0.5;
    graphics.strokeLine(MARGIN, foot, width - MARGIN, foot);
    int start = 0;
    while (start < series.size()) {
      if (!series.known(start)) {
        start++;
        continue;
      }
      int end = start;
      while (series.known(end + 1)) {
        end++;
      }
      paintRun(graphics, start, end, width, height);
      start = end + 1;
    }
    if (series.known(read)) {
      double x = x(read, width);
      double y = y(read, height);
      graphics.setStroke(mark.getValue());
      graphics.setLineWidth(1);
      graphics.strokeLine(Math.round(x) + 0.5, MARGIN, Math.round(x) + 0.5, height - MARGIN);
      graphics.setFill(line.getValue());
      graphics.fillOval(x - MARGIN, y - MARGIN, 2 * MARGIN, 2 * MARGIN);
    }
  }

  /** Values without a gap between them. */
  private void paintRun(GraphicsContext graphics, int start, int end, double width, double height) {
    int count = end - start + 1;
    double[] xs = new double[count + 2];
    double[] ys = new double[count + 2];
    for (int i = 0; i < count; i++) {
      xs[i] = x(start + i, width);
      ys[i] = y(start + i, height);
    }
    if (count == 1) {
      graphics.setFill(line.getValue());
      graphics.fillOval(xs[0] - WIDTH, ys[0] - WIDTH, 2 * WIDTH, 2 * WIDTH);
      return;
    }
    graphics.setStroke(line.getValue());
    graphics.setLineWidth(WIDTH);
    graphics.strokePolyline(xs, ys, count);
    xs[count] = xs[count - 1];
    ys[count] = height - MARGIN;
    xs[count + 1] = xs[0];
    ys[count + 1] = height - MARGIN;
    graphics.setGlobalAlpha(FILL);
    graphics.setFill(line.getValue());
    graphics.fillPolygon(xs, ys, count + 2);
    graphics.setGlobalAlpha(1);
  }

  private double x(int index, double width) {
    double share = (series.times()[index] - series.from()) / (double) (series.to() - series.from());
    return MARGIN + share * (width - 2 * MARGIN);
  }

  private double y(int index, double height) {
    double share = Math.min(1, series.values()[index] / most);
    return height - MARGIN - share * (height - 2 * MARGIN);
  }
}
