package dev.continuum.ide.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text editor in the real window, driven by keys. */
class TextDocumentTest {
  private static final String WAT =
      """
      (module
        ;; keeps readings above the threshold
        (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 2)
        (func $filter (export "filter") (param $count i32) (result i32)
          (local $i i32) (local $kept i32)
          (loop $next
            (f32.load (i32.shl (local.get $i) (i32.const 2)))
            f32.const 10.0
            f32.gt
            (if (then (local.set $kept (i32.add (local.get $kept) (i32.const 1)))))
            (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $count))))
          local.get $kept)
      )
      """;

  @TempDir Path home;
  private EditorFixture fixture;

  @BeforeEach
  void show() {
    fixture = new EditorFixture(home, List.of());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private TextDocument open(String name, String text) throws IOException {
    return fixture.openText(Files.writeString(home.resolve(name), text));
  }

  private static String styleAt(TextDocument document, String text) {
    return FxTest.onFx(() ->
        String.join(" ", document.editor().area().getStyleOfChar(document.text().indexOf(text))));
  }

  private static void waitForStyle(TextDocument document, String text, String style) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> styleAt(document, text).equals(style));
  }

  @Test
  void typesColoursAndUndoes() throws IOException {
    TextDocument document = open("a.wat", WAT);
    waitForStyle(document, "module", "code-keyword");
    waitForStyle(document, ";;", "code-comment");
    waitForStyle(document, "$next", "code-name");
    waitForStyle(document, "f32.gt", "code-instruction");
    assertThat(document.modified().get()).isFalse();
    fixture.pictures("editor");

    FxTest.runFx(() -> document.select(0, 0));
    fixture.type("(; x ;) ");
    assertThat(document.text()).startsWith("(; x ;) (module\n");
    assertThat(document.modified().get()).isTrue();
    waitForStyle(document, "x", "code-comment");
    waitForStyle(document, "module", "code-keyword");
    assertThat(document.status().get()).isEqualTo("1:9");

    // What is typed in one go is one step; how much that is depends on the computer's speed.
    for (int step = 0; step < 8 && document.modified().get(); step++) {
      fixture.press(KeyCode.SHORTCUT, KeyCode.Z);
    }
    assertThat(document.text()).isEqualTo(WAT);
    assertThat(document.modified().get()).isFalse();
    fixture.press(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
    assertThat(document.text()).startsWith("(;");
  }

  @Test
  void laysTheTextOutAnew() throws IOException {
    TextDocument document = open("b.wat", "(module\n(func ;; empty\n))\n");
    FxTest.runFx(() -> fixture.window.actions().run("edit.format"));
    EditorFixture.waitUntil(() -> document.text().contains("\n  (func ;; empty\n"));
    FxTest.runFx(() -> document.editor().area().undo());
    assertThat(document.text()).isEqualTo("(module\n(func ;; empty\n))\n");
  }

  @Test
  void entersTabsAndComments() throws IOException {
    TextDocument document = open("a.wat", "(module)\n");
    FxTest.runFx(() -> document.select(7, 7));
    fixture.press(KeyCode.ENTER);
    fixture.type("(func)");
    assertThat(document.text()).isEqualTo("(module\n  (func))\n");
    fixture.press(KeyCode.SHORTCUT, KeyCode.SLASH);
    assertThat(document.text()).isEqualTo("(module\n  ;; (func))\n");
    fixture.press(KeyCode.SHORTCUT, KeyCode.SLASH);
    FxTest.runFx(() -> document.select(0, document.text().length()));
    fixture.press(KeyCode.TAB);
    assertThat(document.text()).isEqualTo("  (module\n    (func))\n");
    fixture.press(KeyCode.SHIFT, KeyCode.TAB);
    assertThat(document.text()).isEqualTo("(module\n  (func))\n");
    fixture.press(KeyCode.ALT, KeyCode.DOWN);
    fixture.press(KeyCode.SHORTCUT, KeyCode.D);
    assertThat(document.text().lines().count()).isGreaterThan(4);
  }

  @Test
  void copiesAndPastes() throws IOException {
    TextDocument document = open("a.txt", "one two");
    FxTest.runFx(() -> document.select(0, 4));
    assertThat(document.status().get()).isEqualTo("1:5 (4 selected)");
    fixture.press(KeyCode.SHORTCUT, KeyCode.X);
    assertThat(document.text()).isEqualTo("two");
    fixture.press(KeyCode.END);
    fixture.press(KeyCode.SHORTCUT, KeyCode.V);
    assertThat(document.text()).isEqualTo("twoone ");
    fixture.press(KeyCode.SHORTCUT, KeyCode.A);
    fixture.press(KeyCode.SHORTCUT, KeyCode.C);
    assertThat((String) FxTest.onFx(() -> Clipboard.getSystemClipboard().getString()))
        .isEqualTo("twoone ");
    FxTest.runFx(() -> {
      ClipboardContent content = new ClipboardContent();
      content.putString("x".repeat(500_000));
      Clipboard.getSystemClipboard().setContent(content);
    });
    fixture.press(KeyCode.SHORTCUT, KeyCode.V);
    assertThat(document.text()).isEqualTo("twoone ");
  }

  @Test
  void findsAndReplaces() throws IOException {
    TextDocument document = open("a.wat", WAT);
    fixture.press(KeyCode.SHORTCUT, KeyCode.F);
    fixture.type("kept");
    EditorFixture.waitUntil(() -> document.find().status().get().equals("1 of 4"));
    waitForStyle(document, "kept i32", "code-name search-match");
    fixture.press(KeyCode.F3);
    EditorFixture.waitUntil(() -> document.find().status().get().equals("2 of 4"));
    fixture.press(KeyCode.SHIFT, KeyCode.F3);
    EditorFixture.waitUntil(() -> document.find().status().get().equals("1 of 4"));
    fixture.press(KeyCode.SHORTCUT, KeyCode.H);
    fixture.pictures("editor-find");
    // Copying in the bar is not copying in the text.
    fixture.press(KeyCode.SHORTCUT, KeyCode.A);
    fixture.press(KeyCode.SHORTCUT, KeyCode.C);
    assertThat((String) FxTest.onFx(() -> Clipboard.getSystemClipboard().getString()))
        .isEqualTo("kept");
    FxTest.runFx(() -> document.find().replacement().set("left"));
    FxTest.runFx(() -> document.find().replaceAll());
    EditorFixture.waitUntil(() -> document.text().equals(WAT.replace("kept", "left")));
    fixture.press(KeyCode.ESCAPE);
    fixture.press(KeyCode.SHORTCUT, KeyCode.Z);
    assertThat(document.text()).isEqualTo(WAT);
  }

  @Test
  void goesToALine() throws IOException {
    TextDocument document = open("a.txt", "line\n".repeat(500));
    fixture.dialogs.texts.add("300:3");
    fixture.press(KeyCode.SHORTCUT, KeyCode.G);
    assertThat(document.status().get()).isEqualTo("300:3");
    EditorFixture.waitUntil(
        () -> document.editor().area().allParToVisibleParIndex(299).isPresent());
  }

  @Test
  void savesAndNoticesChangesOutside() throws IOException {
    TextDocument document = open("a.txt", "one\n");
    fixture.type("zero ");
    fixture.press(KeyCode.SHORTCUT, KeyCode.S);
    assertThat(home.resolve("a.txt")).hasContent("zero one\n");
    assertThat(document.modified().get()).isFalse();
    Files.writeString(home.resolve("a.txt"), "zero one two\n");
    EditorFixture.waitUntil(() -> document.text().equals("zero one two\n"));
    fixture.type("x");
    Files.writeString(home.resolve("a.txt"), "three\n");
    EditorFixture.waitUntil(() -> document.model().notice().get() != null);
    fixture.pictures("editor-notice");
    fixture.robot.clickOn("Reload");
    EditorFixture.waitUntil(() -> document.text().equals("three\n"));
  }

  @Test
  void unsavedTextSurvivesACrash() throws IOException {
    open("a.txt", "one\n");
    fixture.type("unsaved ");
    Backups backups = new Backups(home.resolve("state/unsaved"));
    Awaitility.await()
        .until(() ->
            backups
                .get(home.resolve("a.txt"))
                .filter(b -> b.text().startsWith("unsaved"))
                .isPresent());
    fixture.crash();
    fixture = new EditorFixture(home, List.of());
    EditorFixture.waitUntil(() ->
        fixture.window.activeDocument().get() instanceof TextDocument again
            && again.text().equals("unsaved one\n")
            && again.modified().get());
    assertThat(home.resolve("a.txt")).hasContent("one\n");
  }

  @Test
  void staysAliveWithHarshFiles() throws IOException {
    TextDocument wide = open("wide.js", "x;".repeat(250_000));
    assertThat(wide.text().length()).isLessThan(1000);
    assertThat(wide.editable().get()).isFalse();
    fixture.type("a");
    assertThat(wide.text()).startsWith("x;x;");
    TextDocument large = open("large.wat", WAT.repeat(12_000));
    assertThat(large.text().length()).isGreaterThan(3_000_000);
    FxTest.runFx(() -> large.reveal("50000"));
    TextDocument line = open("line.wast", "(module " + "(func) ".repeat(2700) + ")\n(module)\n");
    waitForStyle(line, "(module)\n", "code-punctuation");
    assertThat(styleAt(line, "func")).isEmpty();
    fixture.type("(;;)");
    assertThat(line.text()).startsWith("(;;)(module (func)");
  }

  private static boolean saysTooLong(TextDocument document) {
    return FxTest.onFx(() ->
        document.model().notice().get() != null
            && document.model().notice().get().message().contains("lines of 20,000 characters"));
  }

  @Test
  void noEditMakesALineTooLong() throws IOException {
    String text = "ab ".repeat(2500) + "\n" + "cd ".repeat(4000) + "\nend\n";
    TextDocument document = open("a.txt", text);
    // Typing: a line of 20,000 characters at most.
    FxTest.runFx(() -> document.editor().area().replaceText(0, 0, "x".repeat(12_500)));
    assertThat(document.text()).hasSize(text.length() + 12_500);
    fixture.type("y");
    EditorFixture.waitUntil(() -> saysTooLong(document));
    assertThat(document.text()).doesNotContain("y");
    fixture.press(KeyCode.SHORTCUT, KeyCode.Z);
    assertThat(document.text()).isEqualTo(text);
    FxTest.runFx(() -> document.model().dismiss());

    // Replace All.
    FxTest.runFx(() -> {
      document.openFind(true);
      document.find().query().set("cd");
      document.find().replacement().set("a rather long text");
    });
    EditorFixture.waitUntil(() -> document.find().status().get().contains("4,000"));
    FxTest.runFx(() -> document.find().replaceAll());
    EditorFixture.waitUntil(() -> saysTooLong(document));
    assertThat(document.text()).isEqualTo(text);
    assertThat(document.find().status().get()).isEqualTo("Too long");
    FxTest.runFx(() -> document.model().dismiss());

    // Dragging a selection elsewhere: done whole, or not at all.
    FxTest.runFx(() -> {
      document.select(0, 7000);
      document.editor().area().moveSelectedText(7600);
    });
    assertThat(document.text()).hasSize(text.length());
    FxTest.runFx(() -> {
      String long2 = "e".repeat(19_999);
      document.editor().area().replaceText(long2 + "\nabcdef");
      document.select(20_000, 20_006);
      document.editor().area().moveSelectedText(5);
    });
    EditorFixture.waitUntil(() -> saysTooLong(document));
    assertThat(document.text()).endsWith("\nabcdef");
  }

  @Test
  void aLineGrownTooLongLosesItsColours() throws IOException {
    String line = "(func) ".repeat(280);
    TextDocument document = open("a.wat", "(module\n" + line + "\n" + line + "\n)\n");
    waitForStyle(document, "func", "code-keyword");
    FxTest.runFx(() -> document.select(8 + line.length() + 1, 8 + line.length() + 1));
    fixture.press(KeyCode.BACK_SPACE);
    waitForStyle(document, "func", "");
    waitForStyle(document, "module", "code-keyword");
    fixture.press(KeyCode.SHORTCUT, KeyCode.Z);
    waitForStyle(document, "func", "code-keyword");
  }

  @Test
  void aClosedEditorIsForgotten() throws IOException {
    WeakReference<TextDocument> closed = openAndClose();
    Awaitility.await()
        .until(() -> {
          System.gc();
          return closed.get() == null;
        });
  }

  private WeakReference<TextDocument> openAndClose() throws IOException {
    Path other = Files.writeString(home.resolve("other.txt"), "other");
    TextDocument document = open("a.wat", WAT);
    fixture.press(KeyCode.SHORTCUT, KeyCode.F);
    fixture.press(KeyCode.ESCAPE);
    fixture.openText(other);
    FxTest.runFx(() -> fixture.window.close(document));
    return new WeakReference<>(document);
  }
}
