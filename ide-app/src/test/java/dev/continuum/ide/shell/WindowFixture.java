package dev.continuum.ide.shell;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.task.BackgroundTasks;
import dev.continuum.ide.theme.Appearance;
import dev.continuum.ide.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** A real window over a folder of its own, with panels and documents that stand for the real. */
final class WindowFixture implements AutoCloseable {
  final UserFolders folders;
  final WorkbenchWindow window;
  final List<FakePanel> panels = new ArrayList<>();
  final Stage stage;

  /** Makes and shows the window; {@code dialogs} null for the real ones. */
  WindowFixture(Path home, @Nullable Dialogs dialogs) {
    folders = UserFolders.below(home);
    FxTest.startToolkit();
    stage = FxTest.onFx(Stage::new);
    window =
        FxTest.onFx(() -> {
          WorkbenchWindow made =
              new WorkbenchWindow(
                  stage,
                  folders,
                  new BackgroundTasks(),
                  new Appearance(Theme.DARK, 1),
                  dialogs == null ? null : (w, s) -> dialogs);
          made.install(new ShellFeature());
          made.install(this::addFakes);
          made.show(Session.file(folders).read(), List.of());
          return made;
        });
    FxTest.awaitOpened(window);
  }

  private void addFakes(Workbench workbench, UserFolders ignored) {
    panels.add(new FakePanel("project", Panel.Side.LEFT, "file.open", "file.openFolder"));
    panels.add(new FakePanel("devices", Panel.Side.LEFT));
    panels.add(new FakePanel("structure", Panel.Side.RIGHT));
    panels.add(new FakePanel("console", Panel.Side.BOTTOM, "file.save"));
    panels.add(new FakePanel("problems", Panel.Side.BOTTOM));
    panels.add(new FakePanel("log", Panel.Side.BOTTOM));
    panels.forEach(workbench::addPanel);
    workbench.addDocuments(
        new DocumentFactory() {
          @Override
          public boolean opens(Path file) {
            return file.toString().endsWith(".txt");
          }

          @Override
          public Document open(Path file) throws IOException {
            if (Files.size(file) > 100) {
              throw new IOException(file + " is too long.");
            }
            return new FakeDocument(file);
          }
        });
  }

  FakeDocument open(Path file) {
    Optional<Document> opened = FxTest.onFx(() -> window.open(file));
    FxTest.settle();
    return (FakeDocument) opened.orElseThrow();
  }

  FakePanel panel(String id) {
    return panels.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  /** Makes the window this large, whatever the screen. */
  void resize(double width, double height) {
    FxTest.runFx(() -> {
      stage.setWidth(width);
      stage.setHeight(height);
    });
    FxTest.settle();
  }

  /** Writes what the window looks like to {@code target/screenshots}. */
  void picture(String name) {
    FxTest.picture(stage, name);
  }

  @Override
  public void close() {
    FxTest.runFx(() -> {
      window.quit();
      stage.hide();
    });
  }
}
