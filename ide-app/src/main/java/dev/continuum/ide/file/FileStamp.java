package dev.continuum.ide.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What a file looked like at one moment; two stamps that differ mean that it changed.
 *
 * @param exists whether it was there, as a regular file
 * @param modifiedNanos its time of last change, nanoseconds since 1970
 * @param size in bytes
 * @param key which file it was, where the system knows (device and inode); else empty
 */
public record FileStamp(boolean exists, long modifiedNanos, long size, String key) {
  /** The stamp of a file that is not there. */
  public static final FileStamp MISSING = new FileStamp(false, 0, 0, "");

  /** Looks at the file now; one that cannot be reached counts as missing. */
  public static FileStamp of(Path file) {
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      if (!seen.isRegularFile()) {
        return MISSING;
      }
      return new FileStamp(
          true,
          seen.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          seen.size(),
          String.valueOf(seen.fileKey()));
    } catch (IOException e) {
      // Gone, or in a folder that cannot be read any more: to a reader that is the same.
      return MISSING;
    }
  }
}
