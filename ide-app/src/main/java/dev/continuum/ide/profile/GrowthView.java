package dev.continuum.ide.profile;

import dev.continuum.ide.output.Bytes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** The sizes of memories over the count of instructions. */
final class GrowthView extends PaintedView {
  private static final double TOP = 16;
  private static final double BOTTOM = 28;
  private static final double LEFT = 84;
  private static final double RIGHT = 24;
  private static final int LINES = 4;

  private final Map<Integer, List<GrowthRow>> memories = new TreeMap<>();
  private final long ticks;
  private final long most;

  GrowthView(List<GrowthRow> growth, long ticks) {
    growth.forEach(
        row -> memories.computeIfAbsent(row.memory(), key -> new java.util.ArrayList<>()).add(row));
    this.ticks = Math.max(1, ticks);
    most = Math.max(1, growth.stream().mapToLong(GrowthRow::bytes).max().orElse(1));
    getStyleClass().add("growth-view");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(
        "How memory grew: at most " + Bytes.text(most) + ". The table below tells each moment.");
  }

  @Override
  void paint(GraphicsContext graphics, double width, double height) {
    double wide = width - LEFT - RIGHT;
    double high = height - TOP - BOTTOM;
    if (wide < 1 || high < 1) {
      return;
    }
    graphics.setLineWidth(1);
    graphics.setTextBaseline(VPos.CENTER);
    for (int i = 0; i <= LINES; i++) {
      double y = Math.round(TOP + high - high * i / LINES) + 0.5;
      graphics.setStroke(line());
      graphics.strokeLine(LEFT, y, width - RIGHT, y);
      graphics.setFill(muted());
      graphics.setTextAlign(TextAlignment.RIGHT);
      graphics.fillText(Bytes.text(most * i / LINES), LEFT - 8, y);
    }
    double foot = height - BOTTOM / 2;
    graphics.setTextAlign(TextAlignment.LEFT);
    graphics.fillText("0", LEFT, foot);
    graphics.setTextAlign(TextAlignment.RIGHT);
    graphics.fillText(
        ProfileWords.count(ticks, "instruction", "instructions"), width - RIGHT, foot);
    graphics.setTextAlign(TextAlignment.LEFT);
    int number = 0;
    for (Map.Entry<Integer, List<GrowthRow>> memory : memories.entrySet()) {
      paint(graphics, memory.getKey(), memory.getValue(), number++, wide, high);
    }
  }

  private void paint(
      GraphicsContext graphics,
      int memory,
      List<GrowthRow> rows,
      int number,
      double wide,
      double high) {
    graphics.setStroke(hue(number));
    graphics.setLineWidth(2);
    double lastX = LEFT;
    double lastY = TOP + high;
    boolean first = true;
    for (GrowthRow row : rows) {
      double x = LEFT + wide * row.tick() / ticks;
      double y = TOP + high - high * row.bytes() / most;
      if (!first) {
        graphics.strokeLine(lastX, lastY, x, lastY);
        graphics.strokeLine(x, lastY, x, y);
      }
      first = false;
      lastX = x;
      lastY = y;
    }
    graphics.strokeLine(lastX, lastY, LEFT + wide, lastY);
    if (memories.size() > 1) {
      graphics.setFill(hue(number));
      graphics.fillText("memory " + memory, LEFT + 8, lastY - 8);
    }
  }
}
