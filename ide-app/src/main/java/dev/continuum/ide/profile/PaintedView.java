package dev.continuum.ide.profile;

import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** A picture as large as its place, painted in colours and a font that the style sheet names. */
abstract class PaintedView extends Region {
  /** How many colours tell things apart. */
  static final int HUES = 4;

  private static final StyleablePropertyFactory<PaintedView> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());

  private final Canvas canvas = new Canvas();
  private final List<StyleableProperty<Color>> hues;
  private final StyleableProperty<Color> text;
  private final StyleableProperty<Color> muted;
  private final StyleableProperty<Color> ground;
  private final StyleableProperty<Color> line;
  private final StyleableProperty<Color> match;
  private final StyleableProperty<Color> focus;
  private final StyleableProperty<Font> font;
  private boolean isDue;

  PaintedView() {
    hues =
        List.of(
            colour("-painted-1"), colour("-painted-2"), colour("-painted-3"), colour("-painted-4"));
    text = colour("-painted-text");
    muted = colour("-painted-muted");
    ground = colour("-painted-ground");
    line = colour("-painted-line");
    match = colour("-painted-match");
    focus = colour("-painted-focus");
    font =
        FACTORY.createStyleableFontProperty(
            this, "font", "-painted-font", view -> view.font, Font.getDefault());
    ((javafx.beans.value.ObservableValue<?>) font).subscribe(this::repaint);
    getStyleClass().add("painted-view");
    getChildren().add(canvas);
  }

  private StyleableProperty<Color> colour(String name) {
    StyleableProperty<Color> made =
        FACTORY.createStyleableColorProperty(
            this, name.substring(1), name, view -> view.byName(name), Color.GRAY);
    ((javafx.beans.value.ObservableValue<?>) made).subscribe(this::repaint);
    return made;
  }

  private StyleableProperty<Color> byName(String name) {
    return switch (name) {
      case "-painted-1" -> hues.get(0);
      case "-painted-2" -> hues.get(1);
      case "-painted-3" -> hues.get(2);
      case "-painted-4" -> hues.get(3);
      case "-painted-text" -> text;
      case "-painted-muted" -> muted;
      case "-painted-ground" -> ground;
      case "-painted-line" -> line;
      case "-painted-match" -> match;
      default -> focus;
    };
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return FACTORY.getCssMetaData();
  }

  Color hue(int number) {
    return hues.get(number % HUES).getValue();
  }

  Color text() {
    return text.getValue();
  }

  Color muted() {
    return muted.getValue();
  }

  Color ground() {
    return ground.getValue();
  }

  Color line() {
    return line.getValue();
  }

  Color match() {
    return match.getValue();
  }

  Color focusColour() {
    return focus.getValue();
  }

  Font font() {
    return font.getValue();
  }

  /** Has it painted again soon. */
  final void repaint() {
    if (!isDue) {
      isDue = true;
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    isDue = false;
    double width = Math.max(0, snapSizeX(getWidth() - reserved()));
    double height = Math.max(0, snapSizeY(getHeight()));
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
    }
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.setFont(font());
    graphics.clearRect(0, 0, width, height);
    if (width > 0 && height > 0) {
      paint(graphics, width, height);
    }
  }

  /** How much of the width at its right is not painted. */
  double reserved() {
    return 0;
  }

  /** Paints it; what was there is wiped away. */
  abstract void paint(GraphicsContext graphics, double width, double height);
}
