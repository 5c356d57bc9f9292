package dev.continuum.ide.file;

import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one watch over the files that documents show. It also looks at once when another document or
 * the window itself comes to the front. Must be installed before the features it is given to.
 */
public final class FileWatchFeature implements Feature {
  private @Nullable FileWatch watch;

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    FileWatch files = new FileWatch(workbench.tasks());
    watch = files;
    workbench.activeDocument().subscribe(front -> files.check());
    workbench
        .focused()
        .subscribe(focused -> {
          if (focused) {
            files.check();
          }
        });
    files.start();
  }

  /**
   * The watch.
   *
   * @throws NullPointerException when this is not installed yet
   */
  public FileWatch watch() {
    return Objects.requireNonNull(watch, "Install the file watch before the features that use it");
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
