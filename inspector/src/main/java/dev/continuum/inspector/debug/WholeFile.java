package dev.continuum.inspector.debug;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all; only its owner may read it, where the system knows owners. */
final class WholeFile {
  /** What is written. */
  @FunctionalInterface
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes a file beside its place and moves it there; a file that was there stays until then.
   *
   * @throws IOException when it cannot be written; nothing is left of it
   */
  static void write(Path file, Content content) throws IOException {
    Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = place.getParent();
    if (folder == null || Files.isDirectory(place)) {
      throw new IOException(file + " is a folder; name a file in it");
    }
    // Made with the permissions of its owner alone.
    Path part = Files.createTempFile(folder, ".", ".part");
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        content.write(out);
      }
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
