package dev.continuum.ide.debug.value;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A row, and the rows below it as far as anyone has looked at them. Knows how many rows it takes,
 * so that any row is found without making those before it.
 */
final class ValueNode {
  /** How many rows are made below one before those far away are let go of. */
  private static final int MADE = 2_000;

  final @Nullable ValueNode owner;
  final Spot spot;

  /** Which part of its owner it is. */
  private int index;

  /** What its parts are; null when it has none of its own kind. */
  private final LongFunction<Spot> parts;

  /** Whether it shows only its parts, always. */
  final boolean headless;

  /** What a heading that is not asked about says at its right. */
  String note = "";

  boolean open;

  /** Whether it takes no row, nor its parts. */
  private boolean hidden;

  /** How many parts it has. */
  int count;

  /** Which parts are shown, in order; null for all. */
  private int @Nullable [] chosen;

  private final TreeMap<Integer, ValueNode> made = new TreeMap<>();

  /** Those of the made that take more or less than one row of their own. */
  private final TreeMap<Integer, ValueNode> wide = new TreeMap<>();

  /** How many rows it takes with all that is open below it. */
  private int size;

  @Nullable Learned learned;
  boolean changed;

  /** When it was asked about last. */
  long askedAt = -1;

  ValueNode(
      @Nullable ValueNode owner, Spot spot, int index, boolean headless, LongFunction<Spot> parts) {
    this.owner = owner;
    this.spot = spot;
    this.index = index;
    this.headless = headless;
    this.parts = parts;
    open = headless;
    size = headless ? 0 : 1;
  }

  /** A row whose parts are those of what it refers to, or of the table that it is about. */
  static ValueNode of(ValueNode owner, Spot spot, int index) {
    return new ValueNode(
        owner,
        spot,
        index,
        false,
        spot instanceof Spot.Heading(Spot.Kind kind, int table, String label)
            ? part -> new Spot.Element(table, part)
            : part -> new Spot.Part(spot, part));
  }

  int size() {
    return size;
  }

  /** How many parts are shown when it is open. */
  int shown() {
    int[] some = chosen;
    return some == null ? count : some.length;
  }

  /** Shows only some parts, or all again. */
  void choose(int @Nullable [] some) {
    chosen = some;
    forget();
  }

  /** Lets go of all parts: they are others now. */
  void forget() {
    made.clear();
    wide.clear();
    resized();
  }

  /** Gives it another number of parts; those that stay are the same. */
  void setCount(int now) {
    if (now < count) {
      made.tailMap(now).clear();
      wide.tailMap(now).clear();
    }
    count = now;
    resized();
  }

  void setOpen(boolean now) {
    open = now || headless;
    resized();
  }

  void setHidden(boolean now) {
    hidden = now;
    resized();
  }

  private void resized() {
    int next = headless || hidden ? 0 : 1;
    if (open && !hidden) {
      next += shown();
      for (ValueNode each : wide.values()) {
        next += each.size - 1;
      }
    }
    if (next == size) {
      return;
    }
    size = next;
    ValueNode above = owner;
    if (above != null) {
      if (size == 1 && !headless) {
        above.wide.remove(index);
      } else if (above.made.get(index) == this) {
        above.wide.put(index, this);
      }
      above.resized();
    }
  }

  /** A part, made when it is wanted first. */
  ValueNode part(int at) {
    ValueNode found = made.get(at);
    if (found == null) {
      int[] some = chosen;
      found = of(this, parts.apply(some == null ? at : some[at]), at);
      made.put(at, found);
      if (made.size() > MADE + wide.size()) {
        made.keySet()
            .removeIf(each -> !wide.containsKey(each) && Math.abs((long) each - at) > MADE / 4);
      }
    }
    return found;
  }

  /** Puts a part in its place that was made otherwise. */
  void put(ValueNode part) {
    made.put(part.index, part);
    if (part.size != 1 || part.headless) {
      wide.put(part.index, part);
    }
    resized();
  }

  /** Takes a part out; those behind it move up. */
  void remove(int at) {
    made.remove(at);
    wide.remove(at);
    List<ValueNode> behind = List.copyOf(made.tailMap(at).values());
    made.tailMap(at).clear();
    wide.tailMap(at).clear();
    for (ValueNode each : behind) {
      each.index--;
      made.put(each.index, each);
      if (each.size != 1 || each.headless) {
        wide.put(each.index, each);
      }
    }
    count--;
    resized();
  }

  /** Which part of its owner it is. */
  int index() {
    return index;
  }

  /**
   * A row of those it takes.
   *
   * @param row from 0, its own unless it is headless
   */
  ValueNode row(int row) {
    ValueNode node = this;
    int rest = row;
    while (node.headless || rest > 0) {
      rest -= node.headless ? 0 : 1;
      int part = 0;
      ValueNode within = null;
      for (Map.Entry<Integer, ValueNode> each : node.wide.entrySet()) {
        int plain = each.getKey() - part;
        if (rest < plain) {
          break;
        }
        rest -= plain;
        part = each.getKey();
        if (rest < each.getValue().size) {
          within = each.getValue();
          break;
        }
        rest -= each.getValue().size;
        part++;
      }
      if (within == null) {
        return node.part(part + rest);
      }
      node = within;
    }
    return node;
  }

  /** The row it is in, counted from the root's first; -1 when it is not visible. */
  int position() {
    ValueNode above = owner;
    if (above == null) {
      return 0;
    }
    int start = above.position();
    if (start < 0 || !above.open || above.made.get(index) != this) {
      return -1;
    }
    int at = start + (above.headless ? 0 : 1) + index;
    for (ValueNode each : above.wide.headMap(index).values()) {
      at += each.size - 1;
    }
    return at;
  }

  /** How far it is indented. */
  int indentation() {
    int steps = 0;
    for (ValueNode above = owner; above != null; above = above.owner) {
      steps += above.headless ? 0 : 1;
    }
    return steps;
  }

  /** Whether it can be opened. */
  boolean opens() {
    return !headless && count > 0;
  }
}
