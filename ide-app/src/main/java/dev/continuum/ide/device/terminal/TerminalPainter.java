package dev.continuum.ide.device.terminal;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * Paints the cells of a terminal: grounds first, then text in runs of one look, then the cursor.
 */
final class TerminalPainter {
  private final TerminalColours colours;
  private final Color caret;
  private final Color selected;
  private final Font plain;
  private final Font bold;
  private final Font italic;
  private final double cellWidth;
  private final double cellHeight;

  TerminalPainter(
      TerminalColours colours,
      Color caret,
      Color selected,
      Font plain,
      Font bold,
      Font italic,
      double cellWidth,
      double cellHeight) {
    this.colours = colours;
    this.caret = caret;
    this.selected = selected;
    this.plain = plain;
    this.bold = bold;
    this.italic = italic;
    this.cellWidth = cellWidth;
    this.cellHeight = cellHeight;
  }

  /**
   * Paints.
   *
   * @param back how many rows the view is scrolled back
   * @param open whether there is a shell to type to
   */
  void paint(
      GraphicsContext graphics,
      Emulator emulator,
      int back,
      TerminalSelection selection,
      boolean focused,
      boolean open) {
    TerminalScreen screen = emulator.screen();
    for (int row = 0; row < screen.rows(); row++) {
      int index = screen.above() - back + row;
      line(graphics, emulator, screen.line(index), row, selection.columns(screen, index));
    }
    int row = screen.cursorRow() + back;
    if (emulator.cursorVisible() && open && row < screen.rows()) {
      cursor(graphics, emulator, screen, row, focused);
    }
  }

  private double x(int column) {
    return Math.round(column * cellWidth);
  }

  private void line(
      GraphicsContext graphics, Emulator emulator, TerminalLine line, int row, int[] marked) {
    boolean reversed = emulator.reversed();
    double y = row * cellHeight;
    int columns = line.columns();
    int from = 0;
    while (from < columns) {
      int to = from + 1;
      long style = line.style(from);
      while (to < columns && line.style(to) == style) {
        to++;
      }
      Color ground = colours.ground(style, reversed);
      if (!ground.equals(colours.ground())) {
        graphics.setFill(ground);
        graphics.fillRect(x(from), y, x(to) - x(from), cellHeight);
      }
      from = to;
    }
    if (marked[0] < marked[1]) {
      graphics.setFill(selected);
      graphics.fillRect(x(marked[0]), y, x(marked[1]) - x(marked[0]), cellHeight);
    }
    from = 0;
    while (from < columns) {
      from = run(graphics, line, from, y, reversed);
    }
  }

  /**
   * Paints cells of one look as one text where each is as wide as the font says; gives the next.
   */
  private int run(
      GraphicsContext graphics, TerminalLine line, int from, double y, boolean reversed) {
    long style = line.style(from);
    StringBuilder text = new StringBuilder();
    int to = from;
    boolean single = !isSimple(line.text(from));
    do {
      text.append(line.text(to));
      to++;
    } while (!single && to < line.columns() && line.style(to) == style && isSimple(line.text(to)));
    boolean lined = CellStyle.has(style, CellStyle.UNDERLINE | CellStyle.STRUCK);
    if (text.toString().isBlank() && !lined) {
      return to;
    }
    Color colour = colours.text(style, reversed);
    graphics.setFill(colour);
    graphics.setFont(
        CellStyle.has(style, CellStyle.BOLD)
            ? bold
            : CellStyle.has(style, CellStyle.ITALIC) ? italic : plain);
    graphics.fillText(text.toString(), x(from), y);
    if (CellStyle.has(style, CellStyle.UNDERLINE)) {
      graphics.fillRect(x(from), y + cellHeight - 2, x(to) - x(from), 1);
    }
    if (CellStyle.has(style, CellStyle.STRUCK)) {
      graphics.fillRect(x(from), y + Math.round(cellHeight / 2), x(to) - x(from), 1);
    }
    return to;
  }

  private static boolean isSimple(String cell) {
    return cell.length() == 1 && cell.charAt(0) < 0x250;
  }

  private void cursor(
      GraphicsContext graphics,
      Emulator emulator,
      TerminalScreen screen,
      int row,
      boolean focused) {
    int column = screen.cursorColumn();
    TerminalLine line = screen.line(screen.above() + screen.cursorRow());
    boolean wide = column + 1 < line.columns() && line.text(column + 1).isEmpty();
    double width = x(column + (wide ? 2 : 1)) - x(column);
    double y = row * cellHeight;
    if (!focused) {
      graphics.setStroke(caret);
      graphics.setLineWidth(1);
      graphics.strokeRect(x(column) + 0.5, y + 0.5, width - 1, cellHeight - 1);
      return;
    }
    graphics.setFill(caret);
    graphics.fillRect(x(column), y, width, cellHeight);
    graphics.setFill(TerminalColours.readable(colours.ground(), caret));
    graphics.setFont(CellStyle.has(line.style(column), CellStyle.BOLD) ? bold : plain);
    if (!line.text(column).isBlank()) {
      graphics.fillText(line.text(column), x(column), y);
    }
  }
}
