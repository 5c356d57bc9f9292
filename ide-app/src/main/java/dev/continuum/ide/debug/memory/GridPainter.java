package dev.continuum.ide.debug.memory;

import dev.continuum.ide.debug.memory.GridInks.Ink;
import javafx.scene.canvas.GraphicsContext;

/**
 * Paints rows of a memory. What a mark means is shown by a colour and by a form: changed bytes are
 * underlined, touched ones boxed, watched ones dotted, those of another tick overlined.
 */
final class GridPainter {
  private static final int SPECIAL = MemoryMarks.CHANGED;
  private static final int BOXED = MemoryMarks.READ | MemoryMarks.WRITTEN;

  private final MemoryModel model;
  private final MemoryEdits edits;
  private final GridInks inks;
  private final StringBuilder run = new StringBuilder();

  private GridGeometry geometry = new GridGeometry(8, MemoryFormat.HEX_8, 16);
  private double left;
  private double charWidth;
  private boolean focused;

  GridPainter(MemoryModel model, MemoryEdits edits, GridInks inks) {
    this.model = model;
    this.edits = edits;
    this.inks = inks;
  }

  /**
   * Paints all rows in view.
   *
   * @param x where the first column is, in pixels
   */
  void paint(
      GraphicsContext g,
      GridGeometry layout,
      double x,
      double width,
      double height,
      boolean focus) {
    geometry = layout;
    left = x;
    charWidth = inks.charWidth();
    focused = focus;
    g.clearRect(0, 0, width, height);
    g.setFont(inks.font());
    MemoryCursor cursor = model.cursor();
    int perRow = geometry.perRow();
    int rows = (int) Math.ceil(height / inks.rowHeight());
    long from = cursor.top();
    int length = (int) Math.clamp(cursor.size() - from, 0, (long) rows * perRow);
    int[] marks = model.marks(from, length);
    int[] text = TextCells.of(model::byteAt, from, length);
    for (int at = 0, row = 0; at < length; at += perRow, row++) {
      row(g, from + at, at, Math.min(perRow, length - at), row * inks.rowHeight(), marks, text);
    }
  }

  private double x(int column) {
    return left + column * charWidth;
  }

  private void row(
      GraphicsContext g, long address, int at, int count, double y, int[] marks, int[] text) {
    if (geometry.hasValues()) {
      grounds(g, at, count, y, marks, false);
    }
    grounds(g, at, count, y, marks, true);
    long caret = model.cursor().caret();
    boolean current = caret >= address && caret < address + count;
    g.setFill(inks.of(current ? Ink.ADDRESS_INK : Ink.QUIET));
    String digits = Long.toHexString(address);
    g.fillText(
        "0".repeat(Math.max(0, geometry.digits() - digits.length())) + digits,
        x(0),
        y + inks.baseline());
    if (geometry.hasValues()) {
      values(g, address, at, count, y, marks);
      lines(g, at, count, y, marks, false);
    }
    characters(g, at, count, y, marks, text);
    lines(g, at, count, y, marks, true);
    if (current) {
      caret(g, (int) (caret - address), y);
    }
  }

  // What lies behind the characters

  private void grounds(
      GraphicsContext g, int at, int count, double y, int[] marks, boolean inText) {
    ground(g, at, count, y, marks, inText, MemoryMarks.DATA, Ink.DATA);
    ground(g, at, count, y, marks, inText, MemoryMarks.DIFFERS, Ink.DIFFERS);
    ground(g, at, count, y, marks, inText, MemoryMarks.FOUND, Ink.FOUND);
    if (model.cursor().hasSelection()) {
      ground(g, at, count, y, marks, inText, MemoryMarks.SELECTED, Ink.SELECTION);
    }
    for (int i = 0; i < count; i++) {
      if ((marks[at + i] & MemoryMarks.DATA_START) != 0) {
        g.setFill(inks.of(Ink.DATA_START));
        g.fillRect(Math.round(start(i, inText)) - 1, y, 2, inks.rowHeight());
      }
    }
  }

  private void ground(
      GraphicsContext g,
      int at,
      int count,
      double y,
      int[] marks,
      boolean inText,
      int mark,
      Ink ink) {
    runs(
        at,
        count,
        marks,
        inText,
        mark,
        (from, to) -> {
          g.setFill(inks.of(ink));
          double x = start(from, inText);
          g.fillRect(x, y, end(to, inText) - x, inks.rowHeight());
        });
  }

  /** Something that is done for bytes {@code from} to {@code to}, both of the row. */
  private interface Run {
    void of(int from, int to);
  }

  /** Finds the runs of marked bytes; a unit is marked when one of its bytes is. */
  private void runs(int at, int count, int[] marks, boolean inText, int mark, Run found) {
    int step = inText ? 1 : geometry.format().width();
    int from = -1;
    for (int i = 0; i < count; i += step) {
      boolean on = (marks(marks, at + i, step) & mark) != 0;
      if (on && from < 0) {
        from = i;
      } else if (!on && from >= 0) {
        found.of(from, i - step);
        from = -1;
      }
    }
    if (from >= 0) {
      found.of(from, (count - 1) / step * step);
    }
  }

  private static int marks(int[] marks, int at, int count) {
    int all = 0;
    for (int i = at; i < Math.min(at + count, marks.length); i++) {
      all |= marks[i];
    }
    return all;
  }

  /** Where the cell of a byte begins; cells of values share the space between them. */
  private double start(int index, boolean inText) {
    return inText ? x(geometry.textColumn(index)) : x(geometry.valueColumn(index)) - charWidth / 2;
  }

  /** Where it ends. */
  private double end(int index, boolean inText) {
    return inText
        ? x(geometry.textColumn(index) + 1)
        : x(geometry.valueColumn(index) + geometry.format().columns()) + charWidth / 2;
  }

  // Values and characters

  private void values(GraphicsContext g, long address, int at, int count, double y, int[] marks) {
    int width = geometry.format().width();
    Ink ink = Ink.VALUE;
    int start = 0;
    int end = 0;
    run.setLength(0);
    for (int i = 0; i < count; i += width) {
      String value = value(address + i, width, count - i);
      int column = geometry.valueColumn(i) + geometry.format().columns() - value.length();
      Ink own = ink(value, marks(marks, at + i, width));
      if (own != ink || run.isEmpty()) {
        flush(g, ink, start, y);
        ink = own;
        start = column;
        end = column;
      }
      run.repeat(' ', column - end).append(value);
      end = column + value.length();
    }
    flush(g, ink, start, y);
  }

  private void flush(GraphicsContext g, Ink ink, int column, double y) {
    if (!run.isEmpty()) {
      g.setFill(inks.of(ink));
      g.fillText(run.toString(), x(column), y + inks.baseline());
      run.setLength(0);
    }
  }

  private String value(long address, int width, int left) {
    if (left < width) {
      return "";
    }
    int typed = edits.highDigit();
    if (typed >= 0 && address == model.cursor().caret()) {
      return Character.forDigit(typed, 16) + "_";
    }
    long bits = 0;
    for (int i = width - 1; i >= 0; i--) {
      int each = model.byteAt(address + i);
      if (each < 0) {
        return "·".repeat(Math.min(2, geometry.format().columns()));
      }
      bits = bits << 8 | each;
    }
    String text = geometry.format().text(bits);
    int most = geometry.format().columns();
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private static Ink ink(String value, int marks) {
    if ((marks & SPECIAL) != 0) {
      return Ink.CHANGED;
    }
    boolean quiet = true;
    for (int i = 0; i < value.length() && quiet; i++) {
      quiet = value.charAt(i) == '0' || value.charAt(i) == '·';
    }
    return quiet ? Ink.QUIET : Ink.VALUE;
  }

  private void characters(GraphicsContext g, int at, int count, double y, int[] marks, int[] text) {
    Ink ink = Ink.VALUE;
    int start = 0;
    run.setLength(0);
    for (int i = 0; i < count; i++) {
      int cell = text[at + i];
      boolean plain = cell >= 0 && cell < 0x7f;
      Ink own = (marks[at + i] & SPECIAL) != 0 ? Ink.CHANGED : cell >= 0 ? Ink.VALUE : Ink.QUIET;
      if (own != ink || run.isEmpty()) {
        flush(g, ink, geometry.textColumn(start), y);
        ink = own;
        start = i;
      }
      if (plain || cell < 0) {
        run.append(plain ? (char) cell : cell == TextCells.REST ? ' ' : '·');
      } else {
        // By itself, so that no writing from right to left moves its neighbours.
        flush(g, ink, geometry.textColumn(start), y);
        run.appendCodePoint(cell);
        flush(g, ink, geometry.textColumn(i), y);
      }
    }
    flush(g, ink, geometry.textColumn(start), y);
  }

  // Lines under and around them

  private void lines(GraphicsContext g, int at, int count, double y, int[] marks, boolean inText) {
    double under = y + inks.rowHeight() - 2.5;
    runs(
        at,
        count,
        marks,
        inText,
        MemoryMarks.CHANGED,
        (from, to) -> {
          g.setStroke(inks.of(Ink.CHANGED));
          g.setLineWidth(1);
          g.strokeLine(inner(from, inText), under, innerEnd(to, inText), under);
        });
    runs(
        at,
        count,
        marks,
        inText,
        MemoryMarks.DIFFERS,
        (from, to) -> {
          g.setStroke(inks.of(Ink.DIFFERS_LINE));
          g.setLineWidth(1);
          g.strokeLine(inner(from, inText), y + 0.5, innerEnd(to, inText), y + 0.5);
        });
    runs(
        at,
        count,
        marks,
        inText,
        MemoryMarks.WATCHED,
        (from, to) -> {
          g.setStroke(inks.of(Ink.WATCHED));
          g.setLineWidth(2);
          g.setLineDashes(2, 2);
          double below = y + inks.rowHeight() - 1;
          g.strokeLine(inner(from, inText), below, innerEnd(to, inText), below);
          g.setLineDashes();
        });
    runs(
        at,
        count,
        marks,
        inText,
        BOXED,
        (from, to) -> {
          boolean written = (marks[at + from] & MemoryMarks.WRITTEN) != 0;
          g.setStroke(inks.of(written ? Ink.WRITTEN : Ink.READ));
          g.setLineWidth(1);
          if (!written) {
            g.setLineDashes(3, 2);
          }
          double x = Math.floor(start(from, inText)) + 0.5;
          double width = Math.floor(end(to, inText) - x) + 0.5;
          g.strokeRect(x, y + 0.5, width, inks.rowHeight() - 1);
          g.setLineDashes();
        });
  }

  private double inner(int index, boolean inText) {
    return inText ? start(index, true) : start(index, false) + charWidth / 2;
  }

  private double innerEnd(int index, boolean inText) {
    return inText ? end(index, true) : end(index, false) - charWidth / 2;
  }

  private void caret(GraphicsContext g, int index, double y) {
    boolean inText = model.cursor().inText() || !geometry.hasValues();
    for (boolean column : new boolean[] {false, true}) {
      if (column || geometry.hasValues()) {
        double x = start(index, column);
        double width = end(index, column) - x;
        g.setStroke(inks.of(Ink.CARET));
        g.setLineWidth(column == inText && focused ? 2 : 1);
        g.setGlobalAlpha(column == inText ? 1 : 0.5);
        g.strokeRoundRect(x + 1, y + 1, width - 2, inks.rowHeight() - 2, 3, 3);
        g.setGlobalAlpha(1);
      }
    }
  }
}
