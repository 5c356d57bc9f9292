package dev.continuum.ide;

import dev.continuum.ide.settings.Preferences;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Dialogs;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Session;
import dev.continuum.ide.shell.WorkbenchWindow;
import dev.continuum.ide.task.BackgroundTasks;
import dev.continuum.ide.theme.Appearance;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.ssh.config.SshSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** A shown window with features a test chooses, or with all of them. */
public final class TestWindow implements AutoCloseable {
  /** Where it keeps its files. */
  public final UserFolders folders;

  /** The window. */
  public final WorkbenchWindow window;

  private final Stage stage;

  /**
   * The whole program over a home folder.
   *
   * @param dialogs answers its questions; null for its own dialogs
   */
  public static TestWindow whole(Path home, @Nullable Dialogs dialogs) {
    return whole(new Services(foldersIn(home)), dialogs);
  }

  /**
   * The whole program with its own dialogs.
   *
   * @param ssh what stands for the user's own SSH settings
   */
  public static TestWindow wholeWith(Path home, SshSettings ssh) {
    return whole(new Services(foldersIn(home), ssh), null);
  }

  private static TestWindow whole(Services services, @Nullable Dialogs dialogs) {
    UserFolders folders = services.folders();
    FxTest.startToolkit();
    Stage stage = FxTest.onFx(Stage::new);
    WorkbenchWindow window =
        FxTest.onFx(() -> {
          WorkbenchWindow made =
              Studio.build(
                  stage,
                  services,
                  new BackgroundTasks(),
                  dialogs == null ? null : (w, s) -> dialogs,
                  Preferences.file(folders).read());
          Studio.show(made, folders, List.of());
          stage.setWidth(1280);
          stage.setHeight(800);
          return made;
        });
    FxTest.awaitOpened(window);
    return new TestWindow(folders, window, stage);
  }

  /** A window with some features. */
  public static TestWindow of(Path home, Dialogs dialogs, Theme theme, List<Feature> features) {
    UserFolders folders = foldersIn(home);
    FxTest.startToolkit();
    Stage stage = FxTest.onFx(Stage::new);
    WorkbenchWindow window =
        FxTest.onFx(() -> {
          WorkbenchWindow made =
              new WorkbenchWindow(
                  stage,
                  folders,
                  new BackgroundTasks(),
                  new Appearance(theme, 1),
                  (w, s) -> dialogs);
          features.forEach(made::install);
          made.show(Session.file(folders).read(), List.of());
          stage.setWidth(1280);
          stage.setHeight(800);
          return made;
        });
    FxTest.awaitOpened(window);
    return new TestWindow(folders, window, stage);
  }

  private TestWindow(UserFolders folders, WorkbenchWindow window, Stage stage) {
    this.folders = folders;
    this.window = window;
    this.stage = stage;
  }

  private static UserFolders foldersIn(Path home) {
    return UserFolders.below(home);
  }

  /** Does an action as its menu would; false when it is not enabled. */
  public boolean act(String id) {
    boolean done = FxTest.onFx(() -> window.actions().run(id));
    FxTest.settle();
    return done;
  }

  /** The control with that id in the window. */
  public <T extends Node> T control(Class<T> type, String id) {
    return FxTest.onFx(
        () -> type.cast(Objects.requireNonNull(stage.getScene().lookup("#" + id), id)));
  }

  /** What a selector finds in the window, on the JavaFX thread; null when nothing is shown. */
  public @Nullable Node find(String selector) {
    return stage.getScene().lookup(selector);
  }

  /** Makes the window so large, in pixels. */
  public void size(double width, double height) {
    FxTest.runFx(() -> {
      stage.setWidth(width);
      stage.setHeight(height);
    });
    FxTest.settle();
  }

  /** Writes what the window looks like to {@code target/screenshots}. */
  public void picture(String name) {
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
