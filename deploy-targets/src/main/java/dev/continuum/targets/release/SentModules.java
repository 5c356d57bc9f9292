package dev.continuum.targets.release;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The modules that were deployed last, by digest, so that of a changed one only the difference need
 * be sent. Bounded; whatever cannot be read or written here is only sent whole the next time.
 */
final class SentModules {
  private static final int MOST_FILES = 20;
  private static final long MOST_BYTES = 256L << 20;
  private static final long LARGEST = 64L << 20;

  private final Path folder;

  SentModules(Path cache) {
    this.folder = cache.resolve("deployed");
  }

  /** A module's bytes, when it is kept and still is what its name says. */
  Optional<byte[]> bytes(String sha256) {
    Path file = folder.resolve(sha256);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      return Digests.of(bytes).equals(sha256) ? Optional.of(bytes) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps a module, or notes that it was used again. */
  void keep(LocalModule module) {
    if (module.size() > LARGEST) {
      return;
    }
    Path file = folder.resolve(module.sha256());
    try {
      Files.createDirectories(folder);
      if (Files.exists(file)) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      } else {
        Path part = Files.createTempFile(folder, "part", "");
        try {
          Files.copy(module.file(), part, StandardCopyOption.REPLACE_EXISTING);
          Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(part);
        }
      }
      bound();
    } catch (IOException | DirectoryIteratorException e) {
      // A cache that cannot be written to costs time only.
      return;
    }
  }

  private record Kept(Path file, FileTime used, long size) {}

  private void bound() throws IOException {
    List<Kept> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        all.add(new Kept(file, Files.getLastModifiedTime(file), Files.size(file)));
      }
    }
    all.sort(Comparator.comparing(Kept::used).reversed());
    long bytes = 0;
    for (int i = 0; i < all.size(); i++) {
      bytes += all.get(i).size();
      if (i >= MOST_FILES || bytes > MOST_BYTES) {
        Files.deleteIfExists(all.get(i).file());
      }
    }
  }
}
