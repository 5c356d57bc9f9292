package dev.continuum.ide.project;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads one folder for the project tree. */
final class FolderListing {
  /** More entries than anyone looks through; the rest is said to be there. */
  static final int MOST = 5_000;

  private static final Comparator<FileNode> ORDER =
      Comparator.comparing((FileNode node) -> !node.isFolder())
          .thenComparing(FileNode::name, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(FileNode::name);

  private FolderListing() {}

  /** Folders first, then files, by name; blocks. */
  static List<FileNode> of(Path folder) throws IOException {
    List<FileNode> nodes = new ArrayList<>();
    boolean more = false;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (nodes.size() == MOST) {
          more = true;
          break;
        }
        nodes.add(node(entry));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    nodes.sort(ORDER);
    if (more) {
      nodes.add(
          new FileNode(folder.resolve("more than " + MOST + " entries"), FileNode.Kind.MORE, 0));
    }
    return List.copyOf(nodes);
  }

  private static FileNode node(Path entry) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        // A link to a folder is not gone into: it might lead back here.
        boolean link = Files.isSymbolicLink(entry);
        return new FileNode(entry, link ? FileNode.Kind.FILE : FileNode.Kind.FOLDER, 0);
      }
      return new FileNode(entry, FileNode.kindOf(entry), attributes.size());
    } catch (IOException e) {
      // A broken link, or gone since: it is listed by its name, and opening it says what is wrong.
      return new FileNode(entry, FileNode.kindOf(entry), 0);
    }
  }
}
