package dev.continuum.ide.editor;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** What went wrong with a file, in words. */
final class FileFailure {
  private FileFailure() {}

  /** A sentence for the user. */
  static String sentence(Exception failure, Path path) {
    if (failure instanceof AccessDeniedException) {
      return "You may not write to " + path + ".";
    }
    String message = failure.getMessage();
    return message == null || !message.contains(" ")
        ? path + " cannot be used (" + failure.getClass().getSimpleName() + ": " + message + ")."
        : message.endsWith(".") ? message : message + ".";
  }
}
