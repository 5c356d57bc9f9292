package dev.continuum.ide.disassembly;

import dev.continuum.ide.disassembly.CodePalette.Role;
import dev.continuum.ide.disassembly.CodeRow.Kind;
import dev.continuum.ide.editor.Tokenizer.Token;
import dev.continuum.ide.mark.BreakpointShape;
import dev.continuum.ide.mark.Coverage;
import dev.continuum.ide.mark.InlineValue;
import dev.continuum.ide.mark.RunningPlace;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** Paints the rows in view, one after the other, on a canvas. */
final class RowPainter {
  /** From this width on the stack is shown behind every instruction. */
  private static final double WIDE = 900;

  private static final int HEATS = 4;
  private static final double CHIP_PADDING = 6;

  private final DisassemblyModel model;
  private final CodePalette palette;
  private final JumpArrows jumps = new JumpArrows();
  private final Text measure = new Text();
  private Columns columns = Columns.of(8, 0, false);
  private double widest;

  RowPainter(DisassemblyModel model, CodePalette palette) {
    this.model = model;
    this.palette = palette;
  }

  /** Where the parts of the rows painted last lie. */
  Columns columns() {
    return columns;
  }

  /** How far to the right the code of the rows painted last reaches, in pixels. */
  double widest() {
    return widest;
  }

  /**
   * Paints.
   *
   * @param shift how many pixels are out of view at the left
   * @param focused whether the keyboard is in the view
   */
  void paint(
      GraphicsContext to,
      CodeRows rows,
      double width,
      double height,
      double shift,
      boolean focused) {
    double rowHeight = palette.rowHeight();
    columns = Columns.of(palette.charWidth(), rows.module().size(), width >= WIDE);
    widest = 0;
    to.save();
    to.setFill(palette.paint(Role.BACKGROUND));
    to.fillRect(0, 0, width, height);
    to.setFont(palette.font());
    to.setFontSmoothingType(FontSmoothingType.LCD);
    to.setTextBaseline(VPos.BASELINE);
    measure.setFont(palette.font());
    List<Painted> painted = inView(rows, (int) Math.ceil(height / rowHeight));
    for (Painted each : painted) {
      to.setFill(each.ground);
      to.fillRect(0, each.y, width, rowHeight);
      to.translate(-shift, 0);
      double end = code(to, each.row, each.y);
      end = each.running == null ? end : values(to, each.running, end, each.y, rowHeight);
      to.translate(shift, 0);
      stack(to, each, end - shift, width);
      widest = Math.max(widest, end);
    }
    to.translate(-shift, 0);
    arrows(
        to,
        jumps.lines(rows, model.top(), painted.size(), model.caret()),
        painted.size(),
        rowHeight);
    to.translate(shift, 0);
    for (Painted each : painted) {
      if (shift > 0) {
        // Code that was moved under it.
        to.setFill(each.ground);
        to.fillRect(0, each.y, Columns.GUTTER, rowHeight);
      }
      gutter(to, each, rowHeight);
      edges(to, each, width, rowHeight, focused);
    }
    to.restore();
  }

  /**
   * A row in view.
   *
   * @param ground its background
   * @param running what stands there, or null
   * @param y its top, in pixels
   */
  private record Painted(
      RowPlace place, CodeRow row, Paint ground, @Nullable RunningPlace running, double y) {}

  private List<Painted> inView(CodeRows rows, int count) {
    RunningPlace running = model.marks().running();
    RowPlace runningRow = running == null ? null : rows.at(running.offset());
    List<Painted> found = new ArrayList<>();
    RowPlace place = model.top();
    RowPlace last = rows.last();
    for (int i = 0; i < count; i++) {
      RunningPlace here = place.equals(runningRow) ? running : null;
      double y = i * palette.rowHeight();
      found.add(new Painted(place, rows.row(place), ground(place, here), here, y));
      if (place.compareTo(last) >= 0) {
        break;
      }
      place = rows.moved(place, 1);
    }
    return found;
  }

  private Paint ground(RowPlace place, @Nullable RunningPlace running) {
    if (running != null) {
      return palette.paint(
          !running.innermost()
              ? Role.RUNNING_OUTER
              : running.past() ? Role.RUNNING_PAST : Role.RUNNING);
    }
    boolean selected =
        place.compareTo(model.selectedFrom()) >= 0 && place.compareTo(model.selectedTo()) <= 0;
    boolean several = !model.selectedFrom().equals(model.selectedTo());
    return palette.paint(!selected ? Role.BACKGROUND : several ? Role.SELECTION : Role.CARET_ROW);
  }

  /** The line above a function, and the mark of the caret while the keyboard is here. */
  private void edges(
      GraphicsContext to, Painted at, double width, double rowHeight, boolean focused) {
    if (at.place.row() == 0 && at.place.body() > 0) {
      to.setFill(palette.paint(Role.HEADING_LINE));
      to.fillRect(0, at.y, width, 1);
    }
    if (focused && at.place.equals(model.caret())) {
      to.setFill(palette.paint(Role.FOCUS));
      to.fillRect(Columns.GUTTER, at.y, 2, rowHeight);
    }
  }

  private void gutter(GraphicsContext to, Painted at, double rowHeight) {
    CodeRow row = at.row;
    RunningPlace running = at.running;
    double y = at.y;
    if (row.instruction() < 0) {
      return;
    }
    Coverage coverage = model.marks().coverage();
    long count = coverage == null ? Coverage.NO_CODE : coverage.ofOffset(row.offset());
    if (coverage != null && count >= 0) {
      int heat = heat(count, coverage.most());
      to.setFill(palette.heat(heat));
      to.fillRect(0, y, heat == 0 ? 1 : Columns.BAR * heat / HEATS, rowHeight);
    }
    FileMarks.Mark mark = model.marks().breakpoint(row.offset());
    double middle = Math.floor(y + rowHeight / 2) + 0.5;
    if (mark != null) {
      breakpoint(to, mark.shape(), Columns.MARK, middle);
    }
    if (running != null) {
      to.setFill(
          palette.paint(
              !running.innermost()
                  ? Role.RUNNING_OUTER_MARK
                  : running.past() ? Role.RUNNING_PAST_MARK : Role.RUNNING_MARK));
      double x = mark == null ? Columns.MARK - 4 : Columns.MARK + 5;
      to.fillPolygon(
          new double[] {x, x, x + 7}, new double[] {middle - 4.5, middle + 4.5, middle}, 3);
    }
  }

  /** How much a count is of the largest, 1 to 4; 0 for none. */
  private static int heat(long count, long most) {
    double share = (double) count / Math.max(1, most);
    return count == 0 ? 0 : share >= 0.5 ? HEATS : share >= 0.1 ? 3 : share >= 0.01 ? 2 : 1;
  }

  private void breakpoint(GraphicsContext to, BreakpointShape shape, double x, double y) {
    Paint colour =
        palette.paint(shape == BreakpointShape.UNBOUND ? Role.BREAKPOINT_UNBOUND : Role.BREAKPOINT);
    to.setFill(colour);
    to.setStroke(colour);
    to.setLineWidth(shape == BreakpointShape.CONDITIONAL ? 2 : 1.5);
    switch (shape) {
      case PLAIN -> to.fillOval(x - 5.5, y - 5.5, 11, 11);
      case DISABLED, UNBOUND -> to.strokeOval(x - 4.75, y - 4.75, 9.5, 9.5);
      case CONDITIONAL -> {
        to.strokeOval(x - 4.5, y - 4.5, 9, 9);
        to.fillOval(x - 1.5, y - 1.5, 3, 3);
      }
      case LOGGING ->
          to.fillPolygon(new double[] {x - 6, x, x + 6, x}, new double[] {y, y - 6, y, y + 6}, 4);
    }
  }

  /** Offset, bytes and text; gives where the text ends. */
  private double code(GraphicsContext to, CodeRow row, double y) {
    double base = y + palette.baseline();
    if (row.offset() >= 0) {
      to.setFill(palette.paint(Role.OFFSET));
      to.fillText("0x" + Integer.toHexString(row.offset()), columns.offset(), base);
    }
    if (!row.bytes().isEmpty()) {
      to.setFill(palette.paint(Role.BYTES));
      String bytes = row.bytes();
      int shown = columns.shownBytes() * 3 - 1;
      to.fillText(
          bytes.length() > shown + 1 ? bytes.substring(0, shown) + "…" : bytes,
          columns.bytes(),
          base);
    }
    if (row.kind() == Kind.FAULT) {
      to.setFill(palette.paint(Role.FAULT));
      to.fillText(row.text(), columns.text(row.depth()), base);
      return columns.text(row.depth()) + width(row.text());
    }
    double x = columns.text(row.depth());
    String text = row.text();
    int at = 0;
    for (Token token : row.tokens()) {
      x = piece(to, text, at, token.start(), palette.paint(Role.PLAIN), x, base);
      x = piece(to, text, token.start(), token.end(), palette.paint(token.kind()), x, base);
      at = token.end();
    }
    return piece(to, text, at, text.length(), palette.paint(Role.PLAIN), x, base);
  }

  private double piece(
      GraphicsContext to, String text, int from, int end, Paint colour, double x, double base) {
    if (end <= from) {
      return x;
    }
    String piece = text.substring(from, end);
    if (!piece.isBlank()) {
      to.setFill(colour);
      to.fillText(piece, x, base);
    }
    return x + width(piece);
  }

  private double width(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7e && text.charAt(i) != '…') {
        measure.setText(text);
        return measure.getLayoutBounds().getWidth();
      }
    }
    return text.length() * columns.charWidth();
  }

  private double values(
      GraphicsContext to, RunningPlace running, double end, double y, double rowHeight) {
    double x = end + 12;
    for (InlineValue value : running.values()) {
      double width = width(value.text()) + 2 * CHIP_PADDING;
      to.setFill(palette.paint(Role.VALUE_GROUND));
      to.fillRoundRect(x, y + 1, width, rowHeight - 2, 6, 6);
      to.setFill(palette.paint(value.changed() ? Role.VALUE_CHANGED : Role.VALUE));
      to.fillText(value.text(), x + CHIP_PADDING, y + palette.baseline());
      x += width + CHIP_PADDING;
    }
    return x;
  }

  /** What lies on the stack, at the right: of the caret's row, or of all where there is room. */
  private void stack(GraphicsContext to, Painted at, double end, double width) {
    boolean selected = at.place.equals(model.caret());
    CodeRow row = at.row;
    if (row.instruction() < 0 || !selected && width < WIDE) {
      return;
    }
    String text = model.stackBehind(row);
    double x = width - width(text) - 12;
    if (text.isEmpty() || x < end + 16 && !selected) {
      return;
    }
    if (x < end + 16) {
      to.setFill(at.ground);
      to.fillRect(x - 16, at.y, width - x + 16, palette.rowHeight());
    }
    to.setFill(palette.paint(Role.STACK));
    to.fillText(text, x, at.y + palette.baseline());
  }

  private void arrows(
      GraphicsContext to, List<JumpArrows.Line> lines, int count, double rowHeight) {
    for (JumpArrows.Line line : lines) {
      Paint colour = palette.paint(line.selected() ? Role.ARROW_SELECTED : Role.ARROW);
      to.setStroke(colour);
      to.setFill(colour);
      to.setLineWidth(line.selected() ? 1.5 : 1);
      double x = columns.lane(line.lane());
      to.strokeLine(
          x, middle(line.top(), count, rowHeight), x, middle(line.bottom(), count, rowHeight));
      for (int source : line.sources()) {
        if (source >= 0 && source < count) {
          double y = middle(source, count, rowHeight);
          to.strokeLine(x, y, columns.laneEnd(), y);
        }
      }
      if (line.target() >= 0 && line.target() < count) {
        double y = middle(line.target(), count, rowHeight);
        double tip = columns.laneEnd() + 1;
        to.strokeLine(x, y, tip - 2, y);
        to.fillPolygon(
            new double[] {tip, tip - Columns.ARROW_HEAD, tip - Columns.ARROW_HEAD},
            new double[] {y, y - 3.5, y + 3.5},
            3);
      }
    }
  }

  private static double middle(int row, int count, double rowHeight) {
    if (row < 0) {
      return 0;
    }
    return row >= count ? count * rowHeight : Math.floor((row + 0.5) * rowHeight) + 0.5;
  }
}
