package dev.continuum.targets.release;

import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A module on this computer that was found fit to be sent.
 *
 * @param file where it is
 * @param size in bytes
 * @param sha256 64 hexadecimal digits
 */
record LocalModule(Path file, long size, String sha256) {
  /**
   * Looks at a binary.
   *
   * @throws TargetException BAD_MODULE when it is missing, unreadable, empty or malformed
   */
  static LocalModule check(Path file) throws TargetException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new TargetException(
            Problem.BAD_MODULE,
            "The module “" + file + "” is not there.",
            "Build it first, or choose another module.");
      }
      ModuleDecoder.decode(file);
      return new LocalModule(file, Files.size(file), Digests.of(file));
    } catch (MalformedException e) {
      throw new TargetException(
          Problem.BAD_MODULE,
          "The module “" + file + "” is malformed: " + e.problem() + ".",
          "Build it again; nothing was changed on the device.",
          e);
    } catch (IOException e) {
      throw new TargetException(
          Problem.BAD_MODULE,
          "The module “" + file + "” cannot be read: " + e.getMessage() + ".",
          "Check that it is readable.",
          e);
    }
  }
}
