package dev.continuum.ide.device.terminal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.paint.Color;

/**
 * The colours of a terminal in one theme. Text is moved towards black or white until it can be read
 * on its ground (4.5 to 1), whatever a program asks for.
 */
final class TerminalColours {
  private static final double READABLE = 4.5;

  private final List<Color> palette;
  private final Color text;
  private final Color ground;
  private final Map<Long, Color> readable = new HashMap<>();

  /**
   * Colours.
   *
   * @param palette the sixteen that have names
   */
  TerminalColours(List<Color> palette, Color text, Color ground) {
    this.palette = List.copyOf(palette);
    this.text = text;
    this.ground = ground;
  }

  Color ground() {
    return ground;
  }

  Color text() {
    return text;
  }

  /** The ground of a cell. */
  Color ground(long style, boolean reversed) {
    boolean inverse = CellStyle.has(style, CellStyle.INVERSE) != reversed;
    return inverse
        ? colour(CellStyle.foreground(style), text)
        : colour(CellStyle.background(style), ground);
  }

  /** The text of a cell, readable on its ground. */
  Color text(long style, boolean reversed) {
    long key = (style << 1) | (reversed ? 1 : 0);
    return readable.computeIfAbsent(key, k -> readableText(style, reversed));
  }

  private Color readableText(long style, boolean reversed) {
    boolean inverse = CellStyle.has(style, CellStyle.INVERSE) != reversed;
    Color on = ground(style, reversed);
    Color asked =
        inverse
            ? colour(CellStyle.background(style), ground)
            : colour(CellStyle.foreground(style), text);
    if (CellStyle.has(style, CellStyle.HIDDEN)) {
      return on;
    }
    if (CellStyle.has(style, CellStyle.FAINT)) {
      asked = asked.interpolate(on, 0.35);
    }
    return readable(asked, on);
  }

  static Color readable(Color asked, Color on) {
    Color end = luminance(on) < 0.18 ? Color.WHITE : Color.BLACK;
    Color best = asked;
    for (int i = 1; i <= 10 && contrast(best, on) < READABLE; i++) {
      best = asked.interpolate(end, i / 10.0);
    }
    return best;
  }

  private Color colour(int colour, Color otherwise) {
    if (colour == 0) {
      return otherwise;
    }
    if ((colour & CellStyle.RGB) != 0) {
      return Color.rgb((colour >> 16) & 255, (colour >> 8) & 255, colour & 255);
    }
    int index = colour - 1;
    if (index < palette.size()) {
      return palette.get(index);
    }
    if (index < 232) {
      int cube = index - 16;
      return Color.rgb(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
    }
    return Color.grayRgb(8 + 10 * (index - 232));
  }

  private static int level(int step) {
    return step == 0 ? 0 : 55 + 40 * step;
  }

  /** The contrast of two colours after WCAG, 1 to 21. */
  static double contrast(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color c) {
    return 0.2126 * linear(c.getRed())
        + 0.7152 * linear(c.getGreen())
        + 0.0722 * linear(c.getBlue());
  }

  private static double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
