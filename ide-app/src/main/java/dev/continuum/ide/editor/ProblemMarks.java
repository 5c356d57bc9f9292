package dev.continuum.ide.editor;

import dev.continuum.ide.editor.StyleLayers.Layer;
import dev.continuum.ide.editor.StyleLayers.Span;
import dev.continuum.ide.problem.Problem;
import dev.continuum.ide.problem.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.event.EventHandler;
import javafx.scene.control.Tooltip;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.jspecify.annotations.Nullable;

/** Underlines the problems of a file, and says them where the mouse rests. */
final class ProblemMarks implements EditorComponent {
  /** A problem and the text it is about. */
  private record Place(int start, int end, Problem problem) {}

  private static final int MAX_MARKS = 1000;

  private final Problems problems;
  private final Supplier<Path> file;
  private final Tooltip tooltip = new Tooltip();
  private final ListChangeListener<Problems.Entry> changed = change -> mark();
  private final WeakListChangeListener<Problems.Entry> listener =
      new WeakListChangeListener<>(changed);
  private final EventHandler<MouseOverTextEvent> entered = this::explain;
  private final EventHandler<MouseOverTextEvent> left = event -> tooltip.hide();
  private @Nullable SourceEditor editor;

  ProblemMarks(Problems problems, Supplier<Path> file) {
    this.problems = problems;
    this.file = file;
  }

  @Override
  public void install(SourceEditor source) {
    editor = source;
    problems.all().addListener(listener);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(520);
    source.area().setMouseOverTextDelay(Duration.ofMillis(300));
    source.area().addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, entered);
    source.area().addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, left);
    mark();
  }

  private void mark() {
    SourceEditor source = editor;
    if (source == null) {
      return;
    }
    List<Span> spans = new ArrayList<>();
    int end = 0;
    for (Place place : places(source)) {
      // Spans of one layer must not overlap: what starts first is shown first.
      int start = Math.max(place.start(), end);
      if (start < place.end() && spans.size() < MAX_MARKS) {
        spans.add(new Span(start, place.end(), styleClass(place.problem())));
        end = place.end();
      }
    }
    source.layers().set(Layer.PROBLEMS, spans);
  }

  private List<Place> places(SourceEditor source) {
    String text = source.buffer().text();
    List<Place> places = new ArrayList<>();
    for (Problems.Entry entry : problems.in(file.get())) {
      Problem problem = entry.problem();
      int start = TextPosition.offset(text, problem.line(), problem.column());
      if (problem.line() > 0 && start >= 0) {
        places.add(place(text, start, problem));
      }
    }
    places.sort(Comparator.comparingInt(Place::start).thenComparingInt(Place::end));
    return places;
  }

  /**
   * Where a problem's length is unknown it is about a word; at a line's end, about its last one.
   */
  private static Place place(String text, int start, Problem problem) {
    int end = Math.min(text.length(), start + problem.length());
    if (problem.length() == 0) {
      end = start;
      while (end < text.length()
          && !Character.isWhitespace(text.charAt(end))
          && "()\"".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      if (end == start && end < text.length() && text.charAt(end) != '\n') {
        end++;
      }
    }
    int from = start;
    if (from == end) {
      while (from > 0 && Character.isWhitespace(text.charAt(from - 1))) {
        from--;
      }
      end = from;
      from = Math.max(0, from - 1);
    }
    return new Place(from, end, problem);
  }

  private void explain(MouseOverTextEvent event) {
    SourceEditor source = editor;
    if (source == null) {
      return;
    }
    int at = event.getCharacterIndex();
    String message =
        places(source).stream()
            .filter(place -> place.start() <= at && at < place.end())
            .map(place -> place.problem().message())
            .distinct()
            .collect(Collectors.joining("\n"));
    if (!message.isEmpty()) {
      tooltip.setText(message);
      tooltip.show(
          source.area(), event.getScreenPosition().getX(), event.getScreenPosition().getY() + 16);
    }
  }

  private static String styleClass(Problem problem) {
    return switch (problem.severity()) {
      case ERROR -> "problem-error";
      case WARNING -> "problem-warning";
      case INFORMATION -> "problem-information";
    };
  }

  @Override
  public void uninstall() {
    problems.all().removeListener(listener);
    tooltip.hide();
    if (editor != null) {
      editor.area().removeEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, entered);
      editor.area().removeEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, left);
    }
    editor = null;
  }
}
