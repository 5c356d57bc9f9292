package dev.continuum.ide.shell;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists the files of a folder for the palette. */
final class FolderFiles {
  private static final int MOST = 20_000;
  private static final Set<String> SKIPPED = Set.of("node_modules", "target", "__pycache__");

  private FolderFiles() {}

  /**
   * The files below a folder, without hidden ones and without folders that hold only what tools
   * made; at most 20,000.
   *
   * @throws IOException when the folder itself cannot be read
   */
  static List<Path> list(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return !dir.equals(folder) && isSkipped(dir)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (Thread.currentThread().isInterrupted() || files.size() >= MOST) {
              return FileVisitResult.TERMINATE;
            }
            if (attributes.isRegularFile() && !isSkipped(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            // A folder without permission inside the project: the others are still worth listing.
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static boolean isSkipped(Path path) {
    Path name = path.getFileName();
    return name != null && (name.toString().startsWith(".") || SKIPPED.contains(name.toString()));
  }
}
