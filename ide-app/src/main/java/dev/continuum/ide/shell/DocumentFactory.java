package dev.continuum.ide.shell;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the files of one kind. */
public interface DocumentFactory {
  /** Whether this file is of its kind, by its name and perhaps its first bytes. */
  boolean opens(Path file);

  /**
   * Opens it, on the JavaFX thread and without waiting: what takes long comes later, in the
   * document.
   *
   * @throws IOException when the file cannot be read; the message names it
   */
  Document open(Path file) throws IOException;
}
