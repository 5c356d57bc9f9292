package dev.continuum.ide.editor;

import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.RunningPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.util.Subscription;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

/** Marks the line that runs, and brings it into view. */
final class RunningLine implements EditorComponent {
  private final CodeMarks marks;
  private final Supplier<@Nullable Path> program;
  private Subscription running = Subscription.EMPTY;
  private @Nullable SourceEditor editor;
  private int marked = -1;

  RunningLine(CodeMarks marks, Supplier<@Nullable Path> program) {
    this.marks = marks;
    this.program = program;
  }

  @Override
  public void install(SourceEditor source) {
    editor = source;
    running = marks.running().subscribe(place -> show());
  }

  /** Shows it once the text is there. */
  void show() {
    SourceEditor source = editor;
    if (source == null) {
      return;
    }
    CodeArea area = source.area();
    RunningPlace place = marks.running().get();
    boolean here = place != null && place.program().equals(program.get());
    int line = here && place != null ? place.line() - 1 : -1;
    int lines = area.getParagraphs().size();
    if (marked >= 0 && marked < lines) {
      area.setParagraphStyle(marked, List.of());
    }
    marked = -1;
    if (place == null || line < 0 || line >= lines) {
      return;
    }
    area.setParagraphStyle(
        line,
        List.of(!place.innermost() ? "running-caller" : place.past() ? "running-past" : "running"));
    marked = line;
    int start = area.getAbsolutePosition(line, 0);
    String text = area.getParagraph(line).getText();
    source.show(start + text.length() - text.stripLeading().length());
  }

  @Override
  public void uninstall() {
    running.unsubscribe();
    editor = null;
  }
}
