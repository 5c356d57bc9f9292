package dev.continuum.ide.debug;

import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Workbench;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where breakpoints are kept from run to run. Used on the JavaFX thread. */
public final class BreakpointFile {
  /** The file's content; an older version may have written less. */
  record Stored(@Nullable Map<String, List<String>> programs) {}

  private @Nullable KeptFile<Stored> file;

  /** Gives breakpoints what an earlier run has left, in the background. */
  void install(Breakpoints breakpoints, Workbench workbench, UserFolders folders) {
    KeptFile<Stored> kept =
        new KeptFile<>(
            folders.state().resolve("breakpoints.json"),
            Stored.class,
            new Stored(Map.of()),
            workbench,
            "breakpoints");
    file = kept;
    kept.load(stored -> {
      Map<String, List<String>> programs = stored.programs();
      breakpoints.load(programs == null ? Map.of() : programs);
    });
  }

  /** Keeps what there is now. */
  public void save(Map<String, List<String>> programs) {
    if (file != null) {
      file.save(new Stored(programs));
    }
  }

  void close() {
    if (file != null) {
      file.close();
    }
  }
}
