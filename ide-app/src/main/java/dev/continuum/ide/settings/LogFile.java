package dev.continuum.ide.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The program's log: five files of at most 1 MB below {@code state/log}. */
public final class LogFile {
  private static final int LIMIT = 1_000_000;
  private static final int FILES = 5;

  private LogFile() {}

  /** The folder the log is written to. */
  public static Path folder(UserFolders folders) {
    return folders.state().resolve("log");
  }

  /**
   * Sends everything that is logged to the log file as well.
   *
   * @throws IOException when the file cannot be written
   */
  public static void install(UserFolders folders) throws IOException {
    Path folder = Files.createDirectories(folder(folders));
    // %u sets the files of a second window apart, %g counts the older ones.
    FileHandler handler = new FileHandler(folder + "/studio-%u.%g.log", LIMIT, FILES, true);
    handler.setFormatter(new SimpleFormatter());
    handler.setLevel(Level.INFO);
    Logger root = Logger.getLogger("");
    for (Handler other : root.getHandlers()) {
      other.setLevel(Level.WARNING);
    }
    root.addHandler(handler);
  }
}
