package dev.continuum.targets.runtime;

import dev.continuum.targets.runtime.RuntimeAdapter.SupportFile;
import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files this program makes once and keeps in a cache folder under names that carry a digest. */
public final class CacheFiles {
  private CacheFiles() {}

  /** Keeps some bytes as {@code stem-DIGEST.suffix}; does nothing when they are kept already. */
  public static SupportFile store(Path cache, String stem, String suffix, byte[] bytes)
      throws IOException {
    String sha256 = sha256(bytes);
    String name = stem + "-" + sha256.substring(0, 16) + suffix;
    Path file = cache.resolve(name);
    if (!Files.isRegularFile(file) || !sha256(Files.readAllBytes(file)).equals(sha256)) {
      write(file, bytes);
    }
    return new SupportFile(file, name, sha256);
  }

  /** Writes a file beside its name and moves it there, so that nobody sees half of it. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " has no folder to be written into.");
    }
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, ".part", null);
    try {
      Files.write(part, bytes);
      move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** What to tell the user when the cache folder cannot be used. */
  public static TargetException failed(Path cache, IOException cause) {
    return new TargetException(
        TargetException.Problem.START_FAILED,
        "The runner's files could not be prepared in " + cache + ": " + cause.getMessage() + ".",
        "Make room on the disk, or make the folder writable.",
        cause);
  }
}
