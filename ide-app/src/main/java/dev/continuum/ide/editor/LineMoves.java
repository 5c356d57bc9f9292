package dev.continuum.ide.editor;

import dev.continuum.ide.mark.Breakpoints;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.jspecify.annotations.Nullable;
import org.reactfx.Subscription;

/** Tells breakpoints where an edit moves the lines. */
final class LineMoves implements EditorComponent {
  private final Breakpoints breakpoints;
  private final Supplier<@Nullable Path> program;
  private @Nullable Subscription changes;

  /**
   * @param program whose text it is; null while it is none
   */
  LineMoves(Breakpoints breakpoints, Supplier<@Nullable Path> program) {
    this.breakpoints = breakpoints;
    this.program = program;
  }

  @Override
  public void install(SourceEditor editor) {
    CodeArea area = editor.area();
    changes =
        area.multiPlainChanges()
            .subscribe(all -> {
              Path file = program.get();
              if (file != null) {
                all.forEach(change -> tell(file, area, change));
              }
            });
  }

  private void tell(Path file, CodeArea area, PlainTextChange change) {
    int removed = lines(change.getRemoved());
    int inserted = lines(change.getInserted());
    if (removed == 0 && inserted == 0) {
      return;
    }
    int position = Math.min(change.getPosition(), area.getLength());
    int paragraph =
        area.offsetToPosition(position, org.fxmisc.richtext.model.TwoDimensional.Bias.Forward)
            .getMajor();
    int start = area.getAbsolutePosition(paragraph, 0);
    boolean atStart = area.getText(start, position).isBlank();
    breakpoints.moveLines(file, line -> move(line, paragraph + 1, removed, inserted, atStart));
  }

  /**
   * Where a line goes.
   *
   * @param first the line that the edit begins in, from 1
   * @param removed how many line ends were taken away
   * @param inserted how many were put in their place
   * @param atStart whether nothing but blanks is before the edit in its line
   */
  static int move(int line, int first, int removed, int inserted, boolean atStart) {
    if (line < first || line == first && !atStart) {
      return line;
    }
    if (line > first + removed) {
      return line + inserted - removed;
    }
    if (line == first + removed && atStart) {
      // Its own text is still there, behind what was put in.
      return first + inserted;
    }
    if (inserted > 0) {
      return first + Math.min(line - first, inserted);
    }
    return line == first + removed ? first : 0;
  }

  private static int lines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  @Override
  public void uninstall() {
    if (changes != null) {
      changes.unsubscribe();
    }
  }
}
