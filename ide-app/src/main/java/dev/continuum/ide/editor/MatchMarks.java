package dev.continuum.ide.editor;

import dev.continuum.ide.editor.StyleLayers.Layer;
import dev.continuum.ide.editor.StyleLayers.Span;
import java.util.ArrayList;
import java.util.List;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Marks what a search found. */
final class MatchMarks implements EditorComponent {
  /** More marks than this would slow the window down and help nobody. */
  private static final int MAX_MARKS = 5000;

  private final FindModel find;
  private @Nullable Subscription found;

  MatchMarks(FindModel find) {
    this.find = find;
  }

  @Override
  public void install(SourceEditor editor) {
    found =
        find.found()
            .subscribe(result -> {
              List<Span> spans = new ArrayList<>();
              for (SearchQuery.Match match : result.matches()) {
                if (spans.size() == MAX_MARKS) {
                  break;
                }
                spans.add(new Span(match.start(), match.end(), "search-match"));
              }
              editor.layers().set(Layer.MATCHES, spans);
            });
  }

  @Override
  public void uninstall() {
    if (found != null) {
      found.unsubscribe();
    }
  }
}
