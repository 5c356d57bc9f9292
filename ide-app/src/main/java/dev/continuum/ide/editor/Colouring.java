package dev.continuum.ide.editor;

import dev.continuum.ide.editor.StyleLayers.Layer;
import dev.continuum.ide.editor.StyleLayers.Span;
import dev.continuum.ide.editor.Tokenizer.Token;
import dev.continuum.ide.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Colours a source: in the background, the latest text only. */
final class Colouring implements EditorComponent {
  private static final long PAUSE_MILLIS = 15;

  /** Longer texts stay plain: giving the control so many styles at once would stop the window. */
  private static final int MAX_COLOURED = 1 << 20;

  private @Nullable SourceEditor editor;
  private Tasks.@Nullable Job pause;
  private Tasks.@Nullable Job work;
  private boolean again;

  @Override
  public void install(SourceEditor source) {
    editor = source;
    source.buffer().onChange(this::changed);
    changed();
  }

  /** Colours once more, as after another language was chosen. */
  void changed() {
    SourceEditor source = editor;
    if (source == null || (pause != null && pause.isActive())) {
      return;
    }
    pause = source.tasks().later(PAUSE_MILLIS, this::colour);
  }

  private void colour() {
    SourceEditor source = editor;
    if (source == null) {
      return;
    }
    if (work != null && work.isActive()) {
      // A long text takes longer than a keystroke: one at a time, then the latest.
      again = true;
      return;
    }
    again = false;
    String text = source.buffer().text();
    long version = source.buffer().version();
    Tokenizer tokenizer =
        text.length() > MAX_COLOURED ? Tokenizer.PLAIN : source.language().tokenizer();
    work =
        source
            .tasks()
            .start(
                "Colouring",
                progress -> {
                  List<Span> spans = new ArrayList<>();
                  for (Token token : tokenizer.tokens(text)) {
                    spans.add(new Span(token.start(), token.end(), token.kind().styleClass()));
                  }
                  return spans;
                },
                spans -> show(version, spans),
                failure -> {
                  throw new IllegalStateException("The source could not be coloured", failure);
                });
  }

  private void show(long version, List<Span> spans) {
    SourceEditor source = editor;
    if (source == null) {
      return;
    }
    if (source.buffer().version() == version) {
      source.layers().set(Layer.SYNTAX, spans);
    } else {
      again = true;
    }
    if (again) {
      changed();
    }
  }

  @Override
  public void uninstall() {
    editor = null;
    if (pause != null) {
      pause.cancel();
    }
    if (work != null) {
      work.cancel();
    }
  }
}
