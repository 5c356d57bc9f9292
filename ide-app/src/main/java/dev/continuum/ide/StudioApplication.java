package dev.continuum.ide;

import dev.continuum.ide.settings.LogFile;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.WindowPhase;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.shell.WorkbenchWindow;
import dev.continuum.ide.task.BackgroundTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The JavaFX application: starts the toolkit and shows the window. */
public final class StudioApplication extends Application {
  /** JavaFX makes the instance itself; this is how it learns what to do. */
  private static volatile @Nullable Launch launch;

  /**
   * What the main thread knows before JavaFX runs.
   *
   * @param remembered what is read from disk while JavaFX starts
   */
  private record Launch(
      List<Path> files,
      @Nullable StartClock clock,
      UserFolders folders,
      BackgroundTasks tasks,
      Future<Remembered> remembered) {}

  static void start(List<Path> files, @Nullable StartClock clock) {
    UserFolders folders = UserFolders.ofUser();
    BackgroundTasks tasks = new BackgroundTasks();
    launch =
        new Launch(
            List.copyOf(files), clock, folders, tasks, tasks.ahead(() -> Remembered.read(folders)));
    Application.launch(StudioApplication.class);
  }

  @Override
  public void start(Stage stage) throws InterruptedException, ExecutionException {
    Launch given = launch;
    if (given == null) {
      throw new IllegalStateException("started by something else than Studio");
    }
    StartClock clock = given.clock();
    if (clock != null) {
      clock.toolkitRuns();
    }
    UserFolders folders = given.folders();
    Remembered remembered = given.remembered().get();
    WorkbenchWindow window =
        Studio.build(stage, folders, given.tasks(), null, remembered.preferences());
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> report(window, failure));
    if (clock != null) {
      clock.windowBuilt();
      window
          .phase()
          .addListener((property, was, is) -> {
            clock.reached(is);
            if (is == WindowPhase.RESTORED) {
              window.tasks().later(0, window::quit);
            }
          });
    }
    window.show(remembered.session(), given.files());
    startLog(window, folders);
  }

  private static void startLog(WorkbenchWindow window, UserFolders folders) {
    try {
      LogFile.install(folders);
    } catch (IOException failure) {
      logger().log(Level.WARNING, "The log file cannot be written.", failure);
      window.notify(
          Workbench.Severity.WARNING, "The log file cannot be written. " + failure.getMessage());
    }
  }

  /** What nobody handled is said and logged, never swallowed. */
  private static void report(WorkbenchWindow window, Throwable failure) {
    logger().log(Level.SEVERE, "Something failed that nobody expected.", failure);
    window
        .tasks()
        .onScreen(() ->
            window.notify(
                Workbench.Severity.ERROR,
                "Something failed that was not expected: "
                    + failure
                    + ". The log file has the details."));
  }

  /** Made when it is needed: logging takes its time to start. */
  private static Logger logger() {
    return Logger.getLogger(StudioApplication.class.getName());
  }
}
