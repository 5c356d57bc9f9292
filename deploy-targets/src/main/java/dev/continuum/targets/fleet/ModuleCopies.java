package dev.continuum.targets.fleet;

import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of modules, each in a folder named by its digest and under the name it came with: what is
 * built meanwhile does not change what is on its way. For any thread.
 */
final class ModuleCopies {
  private final Path folder;

  ModuleCopies(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /**
   * A copy.
   *
   * @param file where it is
   * @param digest SHA-256, 64 hexadecimal digits
   */
  record Copy(Path file, String digest) {}

  /**
   * Copies a module, unless that copy is there.
   *
   * @param binary the module
   * @param name what its file is called, with or without an ending
   * @throws TargetException BAD_MODULE when it cannot be read; LOCAL_FILE when the copy cannot be
   *     written
   */
  Copy keep(Path binary, String name) throws TargetException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(binary);
    } catch (IOException e) {
      throw new TargetException(
          Problem.BAD_MODULE,
          "The module “" + binary + "” cannot be read: " + e.getMessage() + ".",
          "Build it first, or choose another module.",
          e);
    }
    String digest = sha256(bytes);
    Path file = file(digest, name.replaceFirst("\\.[^.]*$", "") + ".wasm");
    try {
      if (!Files.isRegularFile(file) || !sha256(Files.readAllBytes(file)).equals(digest)) {
        write(file, bytes);
      }
    } catch (IOException e) {
      throw new TargetException(
          Problem.LOCAL_FILE,
          "A copy of the module could not be kept in “" + folder + "”: " + e.getMessage() + ".",
          "Make room on the disk, or make the folder writable.",
          e);
    }
    return new Copy(file, digest);
  }

  /** Where the copy of that digest is, or would be. */
  Path file(String digest, String name) {
    return folder.resolve(digest).resolve(name);
  }

  private void write(Path file, byte[] bytes) throws IOException {
    Path own = folder.resolve(file).getParent();
    if (own == null) {
      throw new IOException(file + " has no folder to be written into.");
    }
    Files.createDirectories(own);
    Path part = Files.createTempFile(own, ".part", null);
    try {
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Deletes the copies of other digests than these. */
  void keepOnly(Collection<String> digests) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> others;
    try (Stream<Path> all = Files.list(folder)) {
      others =
          all.filter(path -> !digests.contains(String.valueOf(path.getFileName())))
              .filter(path -> String.valueOf(path.getFileName()).matches("[0-9a-f]{64}"))
              .toList();
    }
    for (Path other : others) {
      try (Stream<Path> files = Files.list(other)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(other);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
