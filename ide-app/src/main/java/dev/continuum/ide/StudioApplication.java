package dev.continuum.ide;

import dev.continuum.ide.settings.LogFile;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.shell.WorkbenchWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.stage.Stage;

/** The JavaFX application: starts the toolkit and shows the window. */
public final class StudioApplication extends Application {
  private static final Logger LOG = Logger.getLogger(StudioApplication.class.getName());

  /** JavaFX makes the instance itself; this is how it learns what to open. */
  private static volatile List<Path> filesToOpen = List.of();

  private static volatile boolean measuring;

  static void start(List<Path> files, boolean measure) {
    filesToOpen = List.copyOf(files);
    measuring = measure;
    Application.launch(StudioApplication.class);
  }

  @Override
  public void start(Stage stage) {
    Instant toolkit = Instant.now();
    UserFolders folders = UserFolders.ofUser();
    WorkbenchWindow window = Studio.build(stage, folders, Studio.newTasks(), null);
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> report(window, failure));
    if (measuring) {
      Instant built = Instant.now();
      afterFrames(
          2,
          () -> {
            logStartTime(toolkit, built);
            window.quit();
          });
    }
    Studio.show(window, folders, filesToOpen);
    startLog(window, folders);
  }

  private static void startLog(WorkbenchWindow window, UserFolders folders) {
    try {
      LogFile.install(folders);
    } catch (IOException failure) {
      LOG.log(Level.WARNING, "The log file cannot be written.", failure);
      window.notify(
          Workbench.Severity.WARNING, "The log file cannot be written. " + failure.getMessage());
    }
  }

  /** What nobody handled is said and logged, never swallowed. */
  private static void report(WorkbenchWindow window, Throwable failure) {
    LOG.log(Level.SEVERE, "Something failed that nobody expected.", failure);
    window
        .tasks()
        .onScreen(() ->
            window.notify(
                Workbench.Severity.ERROR,
                "Something failed that was not expected: "
                    + failure
                    + ". The log file has the details."));
  }

  private static void afterFrames(int frames, Runnable then) {
    new AnimationTimer() {
      private int left = frames;

      @Override
      public void handle(long now) {
        if (left-- == 0) {
          stop();
          then.run();
        }
      }
    }.start();
  }

  private static void logStartTime(Instant toolkit, Instant built) {
    Instant now = Instant.now();
    // The root's console tells warnings only once the log file is there.
    ConsoleHandler console = new ConsoleHandler();
    LOG.addHandler(console);
    ProcessHandle.current()
        .info()
        .startInstant()
        .ifPresentOrElse(
            start ->
                LOG.info(() ->
                    "Window shown after "
                        + Duration.between(start, now).toMillis()
                        + " ms from the start of the process: JavaFX ran after "
                        + Duration.between(start, toolkit).toMillis()
                        + " ms, the window was built after "
                        + Duration.between(start, built).toMillis()
                        + " ms."),
            () -> LOG.warning("This system does not tell when a process started."));
    console.flush();
  }
}
