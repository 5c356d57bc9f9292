package dev.continuum.ide.editor;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Session;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.shell.WorkbenchWindow;
import dev.continuum.ide.task.BackgroundTasks;
import dev.continuum.ide.theme.Appearance;
import dev.continuum.ide.theme.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.testfx.api.FxRobot;

/** A real window with real editors, over folders of its own. */
public final class EditorFixture implements AutoCloseable {
  public final FakeDialogs dialogs = new FakeDialogs();
  public final Problems problems = new Problems();
  public final FileWatchFeature files = new FileWatchFeature();
  public final WorkbenchWindow window;
  public final FxRobot robot = new FxRobot();
  private final Stage stage;

  /** Shows the window as the last one over {@code home} left it; {@code more} features join in. */
  public EditorFixture(Path home, List<BiFunction<Problems, FileWatchFeature, Feature>> more) {
    UserFolders folders = UserFolders.below(home);
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
                  (w, s) -> dialogs);
          made.install(new ShellFeature());
          made.install(files);
          made.install(
              new EditorFeature(problems, files, new CodeMarks(new Breakpoints(kept -> {}))));
          more.forEach(feature -> made.install(feature.apply(problems, files)));
          made.show(Session.file(folders).read(), List.of());
          return made;
        });
    FxTest.awaitOpened(window);
  }

  /** Opens a text file and waits until its text is there. */
  public TextDocument openText(Path file) {
    TextDocument document = (TextDocument) open(file);
    waitUntil(() -> document.loaded().get() || document.model().notice().get() != null);
    return document;
  }

  /** Opens a file. */
  public Document open(Path file) {
    Document document = FxTest.onFx(() -> window.open(file).orElseThrow());
    FxTest.runFx(document::focus);
    FxTest.settle();
    return document;
  }

  /** Presses keys together, the modifiers first. */
  public void press(KeyCode... keys) {
    robot.push(keys);
    FxTest.settle();
  }

  /** Types text into what has the focus. */
  public void type(String text) {
    robot.write(text, 0);
    FxTest.settle();
  }

  /** Runs an action as a menu would. */
  public void act(String id) {
    FxTest.runFx(() -> window.actions().run(id));
    FxTest.settle();
  }

  /** Waits for something that happens in the background. */
  public static void waitUntil(BooleanSupplier condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> FxTest.onFx(condition::getAsBoolean));
  }

  /** Writes what the window looks like, in both themes, to {@code target/screenshots}. */
  public void pictures(String name) {
    for (Theme theme : Theme.values()) {
      FxTest.runFx(() -> window.appearance().theme().set(theme));
      FxTest.settle();
      picture(name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  private void picture(String name) {
    FxTest.picture(stage, name);
  }

  /** Ends as a crash would: nothing is asked, nothing is saved. */
  public void crash() {
    FxTest.runFx(() -> {
      window.tasks().close();
      stage.hide();
    });
  }

  @Override
  public void close() {
    FxTest.runFx(() -> {
      dialogs.choices.add(1);
      window.quit();
      stage.hide();
    });
  }
}
