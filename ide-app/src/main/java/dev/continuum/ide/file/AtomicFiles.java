package dev.continuum.ide.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.UUID;

/** Writes files whole or not at all: a temporary file beside them, then a rename. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /**
   * Replaces a file's content, keeping its permissions and, where allowed, its owner and group. A
   * symbolic link stays one: the file it points to is replaced.
   *
   * @throws IOException when it could not be written; the file is then as it was
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = real.getParent();
    if (folder == null) {
      throw new IOException(file + " is not a file that can be written.");
    }
    Path temporary = temporary(real, folder);
    try {
      try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      if (Files.exists(real)) {
        copyAttributes(real, temporary);
      }
      try {
        Files.move(
            temporary, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        // Some network file systems cannot: the nearest thing is a plain replacement.
        Files.move(temporary, real, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Path temporary(Path real, Path folder) throws IOException {
    String start = "." + real.getFileName() + "-";
    if (Files.exists(real)) {
      // For its owner alone until it has the permissions of the file it replaces.
      return Files.createTempFile(folder, start, ".tmp");
    }
    // A new file gets the permissions that the user's other new files get.
    return Files.createFile(folder.resolve(start + UUID.randomUUID() + ".tmp"));
  }

  private static void copyAttributes(Path from, Path to) throws IOException {
    PosixFileAttributeView target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (target == null) {
      return;
    }
    PosixFileAttributes old =
        Files.readAttributes(from, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    try {
      PosixFileAttributes now = target.readAttributes();
      if (!now.group().equals(old.group())) {
        target.setGroup(old.group());
      }
      if (!now.owner().equals(old.owner())) {
        target.setOwner(old.owner());
      }
    } catch (IOException e) {
      // Only the superuser may give files away; the text matters more than who owns it.
    }
    target.setPermissions(old.permissions());
  }
}
