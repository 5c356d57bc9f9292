package dev.continuum.ide.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Texts are written with {@code [} at the anchor and {@code |} at the caret. */
class LineEditsTest {
  private interface Edit {
    Optional<TextEdit> of(String text, int anchor, int caret);
  }

  private static String after(String marked, Edit edit) {
    int caret = marked.replace("[", "").indexOf('|');
    int anchor = marked.contains("[") ? marked.replace("|", "").indexOf('[') : caret;
    String text = marked.replace("[", "").replace("|", "");
    TextEdit done = edit.of(text, anchor, caret).orElse(null);
    if (done == null) {
      return "nothing";
    }
    StringBuilder out =
        new StringBuilder(text).replace(done.start(), done.end(), done.replacement());
    if (done.anchor() == done.caret()) {
      return out.insert(done.caret(), '|').toString();
    }
    if (done.anchor() < done.caret()) {
      return out.insert(done.caret(), '|').insert(done.anchor(), '[').toString();
    }
    return out.insert(done.anchor(), '[').insert(done.caret(), '|').toString();
  }

  private static String comment(String marked) {
    return after(
        marked,
        (text, anchor, caret) -> Optional.of(LineEdits.toggleComment(text, anchor, caret, ";;")));
  }

  private static String indent(String marked) {
    return after(
        marked, (text, anchor, caret) -> Optional.of(LineEdits.indent(text, anchor, caret, "  ")));
  }

  private static String outdent(String marked) {
    return after(
        marked, (text, anchor, caret) -> Optional.of(LineEdits.outdent(text, anchor, caret, "  ")));
  }

  private static String enter(String marked, Language language) {
    return after(
        marked,
        (text, anchor, caret) -> Optional.of(LineEdits.newLine(text, anchor, caret, language)));
  }

  private static String move(String marked, boolean up) {
    return after(marked, (text, anchor, caret) -> LineEdits.move(text, anchor, caret, up));
  }

  @Test
  void commentsOutAndIn() {
    assertThat(comment("  no|p\nend")).isEqualTo("  ;; no|p\nend");
    assertThat(comment("  ;; no|p\nend")).isEqualTo("  no|p\nend");
    assertThat(comment("  ;;no|p")).isEqualTo("  no|p");
  }

  @Test
  void commentsABlockAtItsOutermostColumn() {
    assertThat(comment("[  a\n\n    b|\nc")).isEqualTo("[  ;; a\n\n  ;;   b|\nc");
    assertThat(comment("[  ;; a\n\n  ;;   b\n|c")).isEqualTo("[  a\n\n    b\n|c");
    assertThat(comment("[;; a\nb|")).isEqualTo("[;; ;; a\n;; b|");
  }

  @Test
  void indentsAndOutdentsTheSelectedLines() {
    assertThat(indent("[a\n\nb|")).isEqualTo("[  a\n\n  b|");
    assertThat(indent("[a\nb\n|c")).isEqualTo("[  a\n  b\n|c");
    assertThat(outdent("  [  a\n b|\n\tc")).isEqualTo("[  a\nb|\n\tc");
    assertThat(outdent("\t|c")).isEqualTo("|c");
    assertThat(outdent("|  a")).isEqualTo("|a");
  }

  @Test
  void entersWithTheIndentationThatFits() {
    assertThat(enter("(module|", Language.WAT)).isEqualTo("(module\n  |");
    assertThat(enter("  (func $f (param i32)|", Language.WAT))
        .isEqualTo("  (func $f (param i32)\n    |");
    assertThat(enter("  (export \"(\")|", Language.WAT)).isEqualTo("  (export \"(\")\n  |");
    Language c = Language.of(Path.of("main.c"));
    assertThat(enter("  if (x) { // why|", c)).isEqualTo("  if (x) { // why\n      |");
    assertThat(enter("  f();|g();", c)).isEqualTo("  f();\n  |g();");
  }

  @Test
  void duplicatesLines() {
    assertThat(
            after(
                "a\nb|c\nd",
                (text, anchor, caret) -> Optional.of(LineEdits.duplicate(text, anchor, caret))))
        .isEqualTo("a\nbc\nb|c\nd");
  }

  @Test
  void movesLinesUpAndDown() {
    assertThat(move("a\nb|b\nc", true)).isEqualTo("b|b\na\nc");
    assertThat(move("a\n[bb\nc|\nd", false)).isEqualTo("a\nd\n[bb\nc|");
    assertThat(move("a|\nb", true)).isEqualTo("nothing");
    assertThat(move("a\nb|", false)).isEqualTo("nothing");
  }
}
