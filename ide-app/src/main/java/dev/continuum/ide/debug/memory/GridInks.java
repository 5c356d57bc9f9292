package dev.continuum.ide.debug.memory;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * The colours and the font that a {@link MemoryGrid} is painted with. They come from the style
 * sheet by way of nodes that are not shown, so they follow theme and zoom.
 */
final class GridInks {
  private static final int RULER = 32;

  private final Map<Ink, Text> nodes = new EnumMap<>(Ink.class);
  private final Text ruler = new Text("0".repeat(RULER));

  /** What is painted in a colour; the style class is {@code memory-} with the name. */
  enum Ink {
    VALUE,
    /** Zeros, addresses, and what is no character. */
    QUIET,
    ADDRESS_INK,
    CHANGED,
    SELECTION,
    CARET,
    DATA,
    DATA_START,
    FOUND,
    DIFFERS,
    DIFFERS_LINE,
    READ,
    WRITTEN,
    WATCHED;

    private String style() {
      return "memory-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Calls {@code changed} when a colour or the font is another. */
  GridInks(Runnable changed) {
    for (Ink ink : Ink.values()) {
      Text text = hidden(new Text(), ink.style());
      text.fillProperty().addListener(o -> changed.run());
      nodes.put(ink, text);
    }
    hidden(ruler, "memory-text");
    ruler.fontProperty().addListener(o -> changed.run());
  }

  private static Text hidden(Text text, String style) {
    text.getStyleClass().add(style);
    text.setVisible(false);
    text.setManaged(false);
    return text;
  }

  /** To be put into the scene. */
  List<Node> nodes() {
    List<Node> all = new ArrayList<>(nodes.values());
    all.add(ruler);
    return all;
  }

  Paint of(Ink ink) {
    Text text = nodes.get(ink);
    if (text == null) {
      throw new IllegalStateException("an ink without a node: " + ink);
    }
    return text.getFill();
  }

  Font font() {
    return ruler.getFont();
  }

  /** How wide a character is, in pixels. */
  double charWidth() {
    return Math.max(1, ruler.getLayoutBounds().getWidth() / RULER);
  }

  double rowHeight() {
    return Math.max(8, Math.ceil(ruler.getLayoutBounds().getHeight()) + 3);
  }

  /** From the top of a row to the line that characters stand on. */
  double baseline() {
    return Math.round(1.5 + ruler.getBaselineOffset());
  }
}
