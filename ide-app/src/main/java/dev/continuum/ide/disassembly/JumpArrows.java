package dev.continuum.ide.disassembly;

import dev.continuum.inspector.text.print.FunctionListing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;

/**
 * Which jumps are drawn beside the rows in view, and in which lane: those that start or end there.
 * All jumps to one instruction share a line; shorter lines lie nearer to the code. Used on one
 * thread.
 */
final class JumpArrows {
  /** How many lines lie beside each other; what is left over shares the outermost. */
  static final int LANES = 8;

  /** More jumps of one function are not looked at. */
  private static final int MOST_JUMPS = 200_000;

  private static final int MOST_LINES = 200;

  /**
   * A line: rows are those in view, from 0; one above the view is -1, one below it the number of
   * rows.
   *
   * @param target the row it goes to
   * @param sources the rows it comes from, in rising order
   * @param lane 0 nearest to the code
   * @param selected whether the caret's row is one of its ends
   */
  record Line(int target, int[] sources, int lane, boolean selected) {
    int top() {
      return Math.min(target, sources[0]);
    }

    int bottom() {
      return Math.max(target, sources[sources.length - 1]);
    }
  }

  /** The jumps of functions looked at, each as the instruction it starts from and its target. */
  private final Map<FunctionListing, int[]> known = new WeakHashMap<>();

  /**
   * The lines beside some rows.
   *
   * @param top the first row
   * @param count how many rows
   * @param caret the row whose jumps are to stand out
   */
  List<Line> lines(CodeRows rows, RowPlace top, int count, RowPlace caret) {
    List<Line> lines = new ArrayList<>();
    int at = -top.row();
    for (int body = top.body(); body < rows.bodies() && at < count; body++) {
      int head = at + rows.head(body);
      at += rows.rows(body);
      int selected = caret.body() == body ? caret.row() - rows.head(body) : -1;
      lines(jumps(rows.listing(body)), head, count, selected, lines);
    }
    lines.sort(Comparator.comparing(Line::selected));
    return lines;
  }

  private static final class Gathered {
    final int target;
    int[] sources = new int[2];
    int count;

    Gathered(int target) {
      this.target = target;
    }

    void add(int source) {
      if (count == sources.length) {
        sources = Arrays.copyOf(sources, count * 2);
      }
      sources[count++] = source;
    }

    int from() {
      return Math.min(target, sources[0]);
    }

    int to() {
      return Math.max(target, sources[count - 1]);
    }
  }

  /**
   * @param head the row of the first instruction
   * @param selected the instruction at the caret
   */
  private static void lines(int[] jumps, int head, int count, int selected, List<Line> lines) {
    Map<Integer, Gathered> byTarget = new TreeMap<>();
    for (int i = 0; i < jumps.length; i += 2) {
      int source = jumps[i];
      int target = jumps[i + 1];
      if (isIn(source + head, count) || isIn(target + head, count)) {
        byTarget.computeIfAbsent(target, Gathered::new).add(source);
      }
    }
    List<Gathered> shortFirst =
        byTarget.values().stream()
            .sorted(Comparator.comparingInt(each -> each.to() - each.from()))
            .limit(MOST_LINES)
            .toList();
    List<Gathered> placed = new ArrayList<>();
    int[] lanes = new int[shortFirst.size()];
    for (Gathered each : shortFirst) {
      int lane = lane(each, placed, lanes);
      lanes[placed.size()] = lane;
      placed.add(each);
      boolean isSelected = each.target == selected;
      int[] sources = Arrays.copyOf(each.sources, each.count);
      for (int i = 0; i < sources.length; i++) {
        isSelected |= sources[i] == selected;
        sources[i] = row(sources[i] + head, count);
      }
      lines.add(new Line(row(each.target + head, count), sources, lane, isSelected));
    }
  }

  private static boolean isIn(int row, int count) {
    return row >= 0 && row < count;
  }

  private static int row(int row, int count) {
    return Math.clamp(row, -1, count);
  }

  /** The innermost lane in which nothing lies that was placed before. */
  private static int lane(Gathered line, List<Gathered> placed, int[] lanes) {
    int taken = 0;
    for (int i = 0; i < placed.size(); i++) {
      Gathered other = placed.get(i);
      if (other.from() <= line.to() && line.from() <= other.to()) {
        taken |= 1 << lanes[i];
      }
    }
    int free = Integer.numberOfTrailingZeros(~taken);
    return Math.min(free, LANES - 1);
  }

  private int[] jumps(FunctionListing listing) {
    return known.computeIfAbsent(listing, JumpArrows::find);
  }

  private static int[] find(FunctionListing listing) {
    int[] jumps = new int[64];
    int count = 0;
    for (int i = 0; i < listing.count(); i++) {
      for (int target : listing.targets(i)) {
        if (count == 2 * MOST_JUMPS) {
          return jumps;
        }
        if (count == jumps.length) {
          jumps = Arrays.copyOf(jumps, count * 2);
        }
        jumps[count++] = i;
        jumps[count++] = target;
      }
    }
    return Arrays.copyOf(jumps, count);
  }
}
