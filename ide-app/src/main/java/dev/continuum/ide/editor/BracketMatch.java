package dev.continuum.ide.editor;

import dev.continuum.ide.editor.StyleLayers.Layer;
import dev.continuum.ide.editor.StyleLayers.Span;
import java.util.List;
import java.util.Set;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Marks the bracket beside the caret and the one that belongs to it. */
final class BracketMatch implements EditorComponent {
  private static final Set<String> HIDING =
      Set.of(TokenKind.STRING.styleClass(), TokenKind.COMMENT.styleClass());

  private @Nullable Subscription carets;

  @Override
  public void install(SourceEditor editor) {
    carets = editor.area().caretPositionProperty().subscribe(caret -> mark(editor, caret));
  }

  private static void mark(SourceEditor editor, int caret) {
    StyleLayers layers = editor.layers();
    List<Span> spans =
        Brackets.at(
                editor.buffer().text(),
                caret,
                at ->
                    layers
                        .at(Layer.SYNTAX, at)
                        .filter(span -> HIDING.contains(span.styleClass()))
                        .isPresent())
            .map(pair -> {
              Span at = new Span(pair.at(), pair.at() + 1, "bracket-match");
              Span match = new Span(pair.match(), pair.match() + 1, "bracket-match");
              return pair.at() < pair.match() ? List.of(at, match) : List.of(match, at);
            })
            .orElse(List.of());
    layers.setEach(Layer.BRACKETS, spans);
  }

  @Override
  public void uninstall() {
    if (carets != null) {
      carets.unsubscribe();
    }
  }
}
