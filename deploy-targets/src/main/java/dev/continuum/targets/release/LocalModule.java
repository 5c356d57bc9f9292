package dev.continuum.targets.release;

import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A module on this computer that was found fit to be sent.
 *
 * @param file where it is
 * @param size in bytes
 * @param sha256 64 hexadecimal digits
 */
record LocalModule(Path file, long size, String sha256) {
  private static final int MOST_KNOWN = 16;

  /** Those looked at last: a rollout to many devices looks at its module once. */
  private static final Map<Version, LocalModule> KNOWN =
      new LinkedHashMap<>(MOST_KNOWN, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, LocalModule> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  /** A file as it is: one that is written again is another version. */
  private record Version(Path file, long size, FileTime written, String identity) {
    static Version of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(
          file.toAbsolutePath(), now.size(), now.lastModifiedTime(), String.valueOf(now.fileKey()));
    }
  }

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
      Version version = Version.of(file);
      LocalModule known;
      synchronized (KNOWN) {
        known = KNOWN.get(version);
      }
      if (known != null) {
        return known;
      }
      ModuleDecoder.decode(file);
      LocalModule module = new LocalModule(file, version.size(), Digests.of(file));
      if (Version.of(file).equals(version)) {
        synchronized (KNOWN) {
          KNOWN.put(version, module);
        }
      }
      return module;
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
