package dev.continuum.ide.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchWindowTest {
  @TempDir Path home;

  @Test
  void showsItselfInBothThemes() throws IOException {
    Path file = Files.writeString(home.resolve("filter.txt"), "text");
    try (WindowFixture fixture = new WindowFixture(home, null)) {
      fixture.resize(1400, 840);
      fixture.picture("window-dark-welcome");
      fixture.open(file);
      FxTest.runFx(() ->
          fixture.window.notify(
              Workbench.Severity.ERROR,
              "gateway refused the key. Choose another key, or use a password."));
      fixture.picture("window-dark");
      FxTest.runFx(() -> fixture.window.appearance().theme().set(Theme.LIGHT));
      fixture.picture("window-light");
      FxTest.runFx(() -> fixture.window.actions().run("go.anything"));
      fixture.picture("palette-light");
      FxTest.runFx(() -> fixture.window.palette().hide());
      FxTest.runFx(() -> fixture.window.appearance().theme().set(Theme.DARK));
      javafx.application.Platform.runLater(() ->
          fixture
              .window
              .dialogs()
              .choose(
                  "Save changes?",
                  "filter.txt has changes that are not saved.",
                  java.util.List.of("Save", "Don't save", "Cancel")));
      fixture.picture("dialog-dark");
      org.testfx.util.WaitForAsyncUtils.waitForFxEvents();
      FxTest.runFx(() ->
          ((javafx.scene.control.Button) fixture.stage.getScene().lookup(".dialog-card .accent"))
              .fire());
      assertThat(fixture.window.documents()).hasSize(2);
    }
  }
}
