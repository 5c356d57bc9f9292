package dev.continuum.ide.project;

import java.nio.file.Path;

/**
 * Something in a project file that has no effect.
 *
 * @param file the project file
 * @param line from 1
 * @param message whole sentences: what has no effect and why
 */
public record ProjectWarning(Path file, int line, String message) {
  /** {@code continuum.toml:12: …}, as in a terminal. */
  @Override
  public String toString() {
    return file.getFileName() + ":" + line + ": " + message;
  }
}
