package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.CliException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that a command makes: whole, or not at all. */
final class OutputFile {
  private OutputFile() {}

  /** Writes the content. */
  @FunctionalInterface
  interface Content<X extends Exception> {
    /** Writes all of it; the stream is closed by the caller. */
    void write(OutputStream out) throws IOException, X;
  }

  /**
   * Makes or replaces a file once its content is complete.
   *
   * @param source the file that is being read, which must not be the one that is written
   * @return its size in bytes
   */
  static <X extends Exception> long write(Path target, Path source, Content<X> content)
      throws IOException, CliException, X {
    if (Files.exists(target) && Files.isSameFile(target, source)) {
      throw CliException.wrongCall(
          "The output would replace its source, " + source + ".", "Name another file with -o.");
    }
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw CliException.failed(
          "FILE",
          "There is no folder " + folder + " to write " + target + " to.",
          "Make it first.");
    }
    Path temporary = Files.createTempFile(folder, "." + target.getFileName() + "-", ".tmp");
    try {
      // What temporary files are allowed is for their owner alone; this one becomes a usual file.
      Files.delete(temporary);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
        content.write(out);
      }
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return Files.size(target);
  }
}
