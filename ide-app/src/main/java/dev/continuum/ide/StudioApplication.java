package dev.continuum.ide;

import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.shell.WorkbenchWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.stage.Stage;

/** The JavaFX application: starts the toolkit and shows the window. */
public final class StudioApplication extends Application {
  private static final Logger LOG = Logger.getLogger(StudioApplication.class.getName());

  /** JavaFX makes the instance itself; this is how it learns what to open. */
  private static volatile List<Path> filesToOpen = List.of();

  static void start(List<Path> files) {
    filesToOpen = List.copyOf(files);
    Application.launch(StudioApplication.class);
  }

  @Override
  public void start(Stage stage) {
    UserFolders folders = UserFolders.ofUser();
    WorkbenchWindow window = Studio.build(stage, folders, Studio.newTasks(), null);
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> report(window, failure));
    Studio.show(window, folders, filesToOpen);
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
}
