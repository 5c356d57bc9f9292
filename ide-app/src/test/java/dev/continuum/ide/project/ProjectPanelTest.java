package dev.continuum.ide.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.shell.Document;
import dev.continuum.templates.Template;
import dev.continuum.templates.TemplateCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Making, renaming and deleting files, and new projects, in the window. */
class ProjectPanelTest {
  @TempDir Path home;
  private final TestDialogs dialogs = new TestDialogs();

  private static List<Path> open(TestWindow window) {
    return FxTest.onFx(() ->
        window.window.documents().stream()
            .flatMap((Document document) -> document.file().stream())
            .toList());
  }

  @Test
  void filesAreMadeRenamedAndDeleted() throws Exception {
    Path folder = Files.createDirectory(home.resolve("work"));
    try (TestWindow window = TestWindow.whole(home, dialogs)) {
      FxTest.runFx(() -> window.window.openFolder(folder));
      dialogs.text("a.txt");
      assertThat(window.act("file.newFile")).isTrue();
      await().until(() -> open(window).contains(folder.resolve("a.txt")));

      ProjectTreeModel model = FxTest.onFx(() -> new ProjectTreeModel(window.window.tasks()));
      ProjectFlows flows = new ProjectFlows(window.window, model, () -> {});
      dialogs.text("b.txt");
      FxTest.runFx(() -> flows.rename(folder.resolve("a.txt")));
      await().until(() -> open(window).contains(folder.resolve("b.txt")));
      assertThat(folder.resolve("a.txt")).doesNotExist();

      // A name that is taken, or that leads elsewhere, changes nothing.
      Files.writeString(folder.resolve("c.txt"), "kept");
      for (String name : List.of("c.txt", "../d.txt")) {
        int told = FxTest.onFx(() -> dialogs.asked.size());
        dialogs.text(name);
        FxTest.runFx(() -> flows.rename(folder.resolve("b.txt")));
        await()
            .until(() ->
                FxTest.onFx(() ->
                    dialogs.asked.stream()
                        .skip(told)
                        .anyMatch(text -> text.startsWith("This could not be done"))));
      }
      assertThat(folder.resolve("b.txt")).exists();
      assertThat(folder.resolve("c.txt")).hasContent("kept");
      assertThat(home.resolve("d.txt")).doesNotExist();

      dialogs.choice("Cancel");
      FxTest.runFx(() -> flows.delete(folder.resolve("c.txt")));
      assertThat(FxTest.onFx(() -> dialogs.asked.getLast())).contains("cannot be undone");
      assertThat(folder.resolve("c.txt")).exists();

      // What a link points to stays.
      Path made = Files.createDirectory(folder.resolve("out"));
      Path outside = Files.createDirectory(home.resolve("outside"));
      Files.writeString(outside.resolve("mine.txt"), "mine");
      Files.createSymbolicLink(made.resolve("link"), outside);
      dialogs.choice("Delete");
      FxTest.runFx(() -> flows.delete(made));
      await().until(() -> Files.notExists(made));
      assertThat(outside.resolve("mine.txt")).hasContent("mine");
    }
  }

  @Test
  void aNewProjectIsMadeFromTheChosenTemplateAndOpened() {
    Template chosen = TemplateCatalog.bundled().find("wat").orElseThrow();
    Path place = home.resolve("projects");
    dialogs.form(form -> {
      ListView<?> list = (ListView<?>) form.lookup("#template-list");
      assertThat(list.getItems()).hasSameSizeAs(TemplateCatalog.bundled().all());
      list.getSelectionModel().select(TemplateCatalog.bundled().all().indexOf(chosen));
      TextField name = (TextField) form.lookup("#project-name");
      assertThat(name.getText()).isEqualTo(chosen.sample());
      name.setText("not / a name");
      Label trouble = (Label) form.lookup("#project-trouble");
      assertThat(trouble.getText()).contains("letters");
      name.setText("first");
      ((TextField) form.lookup("#project-location")).setText(place.toString());
      assertThat(trouble.getText()).isEmpty();
      return true;
    });
    try (TestWindow window = TestWindow.whole(home, dialogs)) {
      assertThat(window.act("file.newProject")).isTrue();
      await()
          .until(
              () -> FxTest.onFx(() -> place.resolve("first").equals(window.window.folder().get())));
      assertThat(place.resolve("first/continuum.toml")).exists();
      await().until(() -> !open(window).isEmpty());
      assertThat(Objects.requireNonNull(open(window).getFirst())).startsWith(place);
    }
  }
}
