package dev.continuum.ide.editor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.file.FileWatch;
import dev.continuum.ide.task.ImmediateTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextDocumentModelTest {
  @TempDir Path folder;
  private final ImmediateTasks tasks = new ImmediateTasks();
  private final FileWatch watch = new FileWatch(tasks);
  private final FakeDialogs dialogs = new FakeDialogs();
  private PlainBuffer buffer = new PlainBuffer();
  private Path file = Path.of("");
  private Backups backups = new Backups(Path.of(""));

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("a.wat"), "(module)\r\n");
    backups = new Backups(folder.resolve("state/unsaved"));
  }

  private TextDocumentModel open() {
    buffer = new PlainBuffer();
    TextDocumentModel model =
        new TextDocumentModel(
            file, buffer, new TextDocumentModel.Services(tasks, watch, backups, dialogs));
    model.load();
    return model;
  }

  private static String said(TextDocumentModel model) {
    Notice notice = model.notice().get();
    return notice == null ? "" : notice.message();
  }

  private static void answer(TextDocumentModel model, String title) {
    Objects.requireNonNull(model.notice().get()).answers().stream()
        .filter(answer -> answer.title().equals(title))
        .findFirst()
        .orElseThrow()
        .action()
        .run();
  }

  @Test
  void savesWithTheFilesLineEndings() {
    TextDocumentModel model = open();
    assertThat(buffer.text()).isEqualTo("(module)\n");
    assertThat(model.modified().get()).isFalse();
    buffer.type(";; ü\n");
    assertThat(model.modified().get()).isTrue();
    assertThat(model.save()).isTrue();
    assertThat(file).hasBinaryContent(";; ü\r\n(module)\r\n".getBytes(UTF_8));
    assertThat(model.modified().get()).isFalse();
    watch.check();
    assertThat(said(model)).isEmpty();
  }

  @Test
  void bringsUnsavedTextBackAfterACrash() throws IOException {
    open();
    buffer.type(";; unsaved\n");
    TextDocumentModel again = open();
    assertThat(buffer.text()).isEqualTo(";; unsaved\n(module)\n");
    assertThat(again.modified().get()).isTrue();
    assertThat(said(again)).startsWith("Unsaved text of ").contains("is back");
    assertThat(file).hasContent("(module)\r\n");
    buffer.undo();
    assertThat(buffer.text()).isEqualTo("(module)\n");
  }

  @Test
  void forgetsUnsavedTextWhenItIsSavedOrGivenUp() throws IOException {
    TextDocumentModel model = open();
    buffer.type("x");
    assertThat(backups.get(file)).isPresent();
    model.save();
    assertThat(backups.get(file)).isEmpty();
    buffer.type("y");
    assertThat(backups.get(file)).isPresent();
    model.close();
    assertThat(backups.get(file)).isEmpty();
  }

  @Test
  void discardsRestoredText() throws IOException {
    open();
    buffer.type("x");
    TextDocumentModel again = open();
    answer(again, "Discard it");
    assertThat(buffer.text()).isEqualTo("(module)\n");
    assertThat(again.modified().get()).isFalse();
    assertThat(backups.get(file)).isEmpty();
  }

  @Test
  void saysWhenTheFileChangedUnderUnsavedText() throws IOException {
    open();
    buffer.type("x");
    Files.writeString(file, "(module $other)");
    TextDocumentModel again = open();
    assertThat(said(again)).contains("changed by another program since");
    assertThat(buffer.text()).isEqualTo("x(module)\n");
  }

  @Test
  void bringsBackUnsavedTextOfAFileThatIsGone() throws IOException {
    open();
    buffer.type("x");
    Files.delete(file);
    TextDocumentModel again = open();
    assertThat(buffer.text()).isEqualTo("x(module)\n");
    assertThat(again.modified().get()).isTrue();
    assertThat(again.save()).isTrue();
    assertThat(file).exists();
  }

  @Test
  void reloadsAnUnmodifiedDocumentKeepingTheCaret() throws IOException {
    TextDocumentModel model = open();
    buffer.select(8, 8);
    Files.writeString(file, "(module $m)\r\n");
    watch.check();
    assertThat(buffer.text()).isEqualTo("(module $m)\n");
    assertThat(buffer.caret()).isEqualTo(11);
    assertThat(model.modified().get()).isFalse();
    assertThat(said(model)).isEmpty();
  }

  @Test
  void asksBeforeReloadingAModifiedDocument() throws IOException {
    TextDocumentModel model = open();
    buffer.type("x");
    Files.writeString(file, "(module $m)\r\n");
    watch.check();
    assertThat(said(model)).contains("changed by another program").contains("unsaved changes");
    assertThat(buffer.text()).isEqualTo("x(module)\n");
    answer(model, "Keep mine");
    assertThat(model.save()).isTrue();
    assertThat(dialogs.messages).isEmpty();
    assertThat(file).hasContent("x(module)\r\n");
  }

  @Test
  void reloadsAModifiedDocumentWhenTold() throws IOException {
    TextDocumentModel model = open();
    buffer.type("x");
    Files.writeString(file, "(module $m)\r\n");
    watch.check();
    answer(model, "Reload");
    assertThat(buffer.text()).isEqualTo("(module $m)\n");
    assertThat(model.modified().get()).isFalse();
    buffer.undo();
    assertThat(buffer.text()).isEqualTo("x(module)\n");
  }

  @Test
  void asksBeforeSavingOverAChangeNobodySaw() throws IOException {
    TextDocumentModel model = open();
    buffer.type("x");
    Files.writeString(file, "(module $m)\r\n");
    dialogs.choices.add(1);
    assertThat(model.save()).isFalse();
    assertThat(file).hasContent("(module $m)\r\n");
    dialogs.choices.add(0);
    assertThat(model.save()).isTrue();
    assertThat(file).hasContent("x(module)\r\n");
  }

  @Test
  void keepsTheTextOfADeletedFile() throws IOException {
    TextDocumentModel model = open();
    Files.delete(file);
    watch.check();
    assertThat(said(model)).contains("was deleted or moved");
    assertThat(model.modified().get()).isTrue();
    answer(model, "Save");
    assertThat(file).hasContent("(module)\r\n");
    assertThat(said(model)).isEmpty();
  }

  @Test
  void savesUnderAnotherNameAndGoesOnThere() throws IOException {
    TextDocumentModel model = open();
    buffer.type("x");
    Path other = folder.resolve("b.wat");
    assertThat(model.saveAs(other)).isTrue();
    assertThat(model.file()).isEqualTo(other);
    assertThat(model.title().get()).isEqualTo("b.wat");
    assertThat(file).hasContent("(module)\r\n");
    assertThat(backups.all()).isEmpty();
    Files.writeString(other, "(module $elsewhere)");
    watch.check();
    assertThat(buffer.text()).isEqualTo("(module $elsewhere)");
  }

  @Test
  void neverWritesAPartOverTheWhole() throws IOException {
    Files.writeString(file, "x".repeat(100_000));
    TextDocumentModel model = open();
    assertThat(buffer.editable).isFalse();
    assertThat(model.canSaveAs()).isFalse();
    assertThat(model.saveAs(folder.resolve("b.wat"))).isFalse();
    assertThat(dialogs.messages.getLast()).contains("Only a part of a.wat");
    Files.delete(file);
    watch.check();
    assertThat(model.modified().get()).isFalse();
    assertThat(model.save()).isTrue();
    assertThat(file).doesNotExist();
  }

  @Test
  void saysWhenSavingFails() throws IOException {
    TextDocumentModel model = open();
    buffer.type("x");
    assertThat(model.saveAs(folder.resolve("missing/b.wat"))).isFalse();
    assertThat(dialogs.messages.getLast()).contains("b.wat").contains("Your text is still here");
    assertThat(model.modified().get()).isTrue();
    assertThat(model.file()).isEqualTo(file);
  }
}
