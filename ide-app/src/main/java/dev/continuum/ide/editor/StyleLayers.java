package dev.continuum.ide.editor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.reactfx.Subscription;

/**
 * The style classes of a text, gathered from several sources that do not know each other: colours,
 * problems, brackets, matches. Each change restyles one stretch of text in one step. Lines that
 * would make the control slow are left unstyled. Used on the JavaFX thread only.
 */
final class StyleLayers implements AutoCloseable {
  /** Who styles; later ones come on top. */
  enum Layer {
    SYNTAX,
    PROBLEMS,
    MATCHES,
    BRACKETS
  }

  /** A styled stretch, in UTF-16 units from 0; {@code end} is behind its last one. */
  record Span(int start, int end, String styleClass) {}

  /** Lines longer than this stay plain: a styled line costs time with the square of its length. */
  static final int MAX_STYLED_LINE = 2000;

  private final CodeArea area;
  private final TextBuffer buffer;
  private final Map<Layer, List<Span>> layers = new EnumMap<>(Layer.class);
  private final Subscription changes;

  /** What was edited since the syntax was last set: it carries its neighbour's style. */
  private int dirtyStart = Integer.MAX_VALUE;

  private int dirtyEnd = -1;

  StyleLayers(CodeArea area, TextBuffer buffer) {
    this.area = area;
    this.buffer = buffer;
    for (Layer layer : Layer.values()) {
      layers.put(layer, List.of());
    }
    this.changes = area.multiPlainChanges().subscribe(all -> all.forEach(this::shift));
  }

  /** The stretches of one layer, where they are now. */
  List<Span> spans(Layer layer) {
    return layers.getOrDefault(layer, List.of());
  }

  /** The stretch of one layer that covers a position, if any. */
  Optional<Span> at(Layer layer, int position) {
    List<Span> spans = spans(layer);
    int index = firstEndingAfter(spans, position);
    return index < spans.size() && spans.get(index).start() <= position
        ? Optional.of(spans.get(index))
        : Optional.empty();
  }

  /**
   * Replaces one layer.
   *
   * @param spans in order, without overlaps, inside the text
   */
  void set(Layer layer, List<Span> spans) {
    List<Span> before = spans(layer);
    layers.put(layer, spans);
    int same = 0;
    int most = Math.min(before.size(), spans.size());
    while (same < most && before.get(same).equals(spans.get(same))) {
      same++;
    }
    int tail = 0;
    while (tail < most - same
        && before.get(before.size() - 1 - tail).equals(spans.get(spans.size() - 1 - tail))) {
      tail++;
    }
    int from = Integer.MAX_VALUE;
    int to = -1;
    if (layer == Layer.SYNTAX) {
      if (dirtyStart <= dirtyEnd) {
        // Whole lines: one that grew too long loses its styles everywhere, and gets them back.
        String text = buffer.text();
        from = text.lastIndexOf('\n', dirtyStart - 1) + 1;
        int lineEnd = text.indexOf('\n', Math.min(dirtyEnd, text.length()));
        to = lineEnd < 0 ? text.length() : lineEnd;
      }
      dirtyStart = Integer.MAX_VALUE;
      dirtyEnd = -1;
    }
    if (same + tail < before.size()) {
      from = Math.min(from, before.get(same).start());
      to = Math.max(to, before.get(before.size() - 1 - tail).end());
    }
    if (same + tail < spans.size()) {
      from = Math.min(from, spans.get(same).start());
      to = Math.max(to, spans.get(spans.size() - 1 - tail).end());
    }
    restyle(from, Math.min(to, area.getLength()));
  }

  /** Replaces one layer of a few stretches that may lie far apart: each is restyled by itself. */
  void setEach(Layer layer, List<Span> spans) {
    List<Span> before = spans(layer);
    if (before.equals(spans)) {
      return;
    }
    layers.put(layer, spans);
    for (List<Span> all : List.of(before, spans)) {
      for (Span span : all) {
        restyle(span.start(), Math.min(span.end(), area.getLength()));
      }
    }
  }

  private void restyle(int from, int to) {
    if (from >= to) {
      return;
    }
    StyleSpans<Collection<String>> spans = compose(from, to);
    if (area.getStyleSpans(from, to).equals(spans)) {
      return;
    }
    double x = area.getEstimatedScrollX();
    double y = area.getEstimatedScrollY();
    area.setStyleSpans(from, spans);
    area.scrollXToPixel(x);
    area.scrollYToPixel(y);
  }

  private StyleSpans<Collection<String>> compose(int from, int to) {
    TreeSet<Integer> edges = new TreeSet<>(List.of(from, to));
    List<List<Span>> parts = new ArrayList<>();
    for (Layer layer : Layer.values()) {
      List<Span> part = overlapping(spans(layer), from, to);
      parts.add(part);
      for (Span span : part) {
        edges.add(Math.clamp(span.start(), from, to));
        edges.add(Math.clamp(span.end(), from, to));
      }
    }
    List<int[]> plain = longLines(from, to);
    for (int[] line : plain) {
      edges.add(Math.clamp(line[0], from, to));
      edges.add(Math.clamp(line[1], from, to));
    }
    int[] next = new int[parts.size()];
    int nextPlain = 0;
    StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
    int at = from;
    for (int edge : edges.tailSet(from, false)) {
      while (nextPlain < plain.size() && plain.get(nextPlain)[1] <= at) {
        nextPlain++;
      }
      boolean unstyled = nextPlain < plain.size() && plain.get(nextPlain)[0] <= at;
      Collection<String> classes = List.of();
      for (int i = 0; i < next.length; i++) {
        List<Span> part = parts.get(i);
        while (next[i] < part.size() && part.get(next[i]).end() <= at) {
          next[i]++;
        }
        if (!unstyled && next[i] < part.size() && part.get(next[i]).start() <= at) {
          classes = with(classes, part.get(next[i]).styleClass());
        }
      }
      builder.add(classes, edge - at);
      at = edge;
    }
    return builder.create();
  }

  private static Collection<String> with(Collection<String> classes, String more) {
    if (classes.isEmpty()) {
      return List.of(more);
    }
    List<String> all = new ArrayList<>(classes);
    all.add(more);
    return all;
  }

  private static List<Span> overlapping(List<Span> spans, int from, int to) {
    int first = firstEndingAfter(spans, from);
    int last = first;
    while (last < spans.size() && spans.get(last).start() < to) {
      last++;
    }
    return spans.subList(first, last);
  }

  private static int firstEndingAfter(List<Span> spans, int position) {
    int low = 0;
    int high = spans.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans.get(middle).end() <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The lines in a stretch that are too long to be styled, as pairs of start and end. */
  private List<int[]> longLines(int from, int to) {
    List<int[]> found = new ArrayList<>();
    String text = buffer.text();
    int start = text.lastIndexOf('\n', from - 1) + 1;
    while (start < to) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (end - start > MAX_STYLED_LINE) {
        found.add(new int[] {start, end});
      }
      start = end + 1;
    }
    return found;
  }

  /** Moves every stretch as an edit moves the text under it. */
  private void shift(PlainTextChange change) {
    int start = change.getPosition();
    int removedEnd = change.getRemovalEnd();
    int insertedEnd = change.getInsertionEnd();
    int delta = insertedEnd - removedEnd;
    for (Map.Entry<Layer, List<Span>> layer : layers.entrySet()) {
      List<Span> spans = layer.getValue();
      int first = firstEndingAfter(spans, start);
      if (first < spans.size()) {
        Span[] moved = new Span[spans.size()];
        int count = 0;
        for (int i = 0; i < spans.size(); i++) {
          Span span = spans.get(i);
          if (i < first) {
            moved[count++] = span;
          } else {
            int newStart =
                span.start() >= removedEnd ? span.start() + delta : Math.min(span.start(), start);
            int newEnd = span.end() >= removedEnd ? span.end() + delta : start;
            if (newEnd > newStart) {
              moved[count++] = new Span(newStart, newEnd, span.styleClass());
            }
          }
        }
        layer.setValue(Arrays.asList(moved).subList(0, count));
      }
    }
    if (dirtyEnd >= removedEnd) {
      dirtyEnd += delta;
    }
    dirtyStart = Math.min(dirtyStart, start);
    dirtyEnd = Math.max(dirtyEnd, Math.max(insertedEnd, start));
  }

  @Override
  public void close() {
    changes.unsubscribe();
    layers.clear();
  }
}
