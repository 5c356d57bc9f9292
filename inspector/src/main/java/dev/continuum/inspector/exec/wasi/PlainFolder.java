package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory by its path, for platforms that do not let one work relative to a handle (Windows).
 * Before each operation the path is checked to be a real one, without links. That keeps a guest in
 * by itself; it does not where another program, or another guest with the same directory, puts
 * links in the place of directories at the very moment between check and operation.
 */
final class PlainFolder extends Folder {
  /** Absolute and real when this was opened. */
  private final Path path;

  PlainFolder(Path path, boolean writable) {
    super(writable);
    this.path = path;
  }

  @Override
  void release() {
    // A path holds nothing open.
  }

  /** The path of a name, if the directory is still where it was. */
  private Path at(String name) throws IOException {
    Path component = component(path, name);
    check();
    return path.resolve(component);
  }

  private void check() throws IOException {
    if (!path.toRealPath().equals(path)) {
      throw stale(path.toString());
    }
  }

  @Override
  BasicFileAttributes attributes() throws IOException {
    check();
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW);
  }

  @Override
  BasicFileAttributes attributes(String name) throws IOException {
    return Files.readAttributes(at(name), BasicFileAttributes.class, NOFOLLOW);
  }

  @Override
  Folder openFolder(String name) throws IOException {
    Path folder = at(name);
    // Links that only Windows has (junctions) are directories to Java, but their real path differs.
    if (!Files.isDirectory(folder, NOFOLLOW)) {
      throw new NotDirectoryException(name);
    }
    Path real = folder.toRealPath();
    if (!path.equals(real.getParent())) {
      throw new FileSystemException(name, null, HostErrors.NOT_PERMITTED);
    }
    return new PlainFolder(real, writable());
  }

  @Override
  FileChannel openFile(String name, Set<? extends OpenOption> options) throws IOException {
    Set<OpenOption> all = new HashSet<>(options);
    all.add(NOFOLLOW);
    FileChannel channel = FileChannel.open(at(name), all);
    try {
      check();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return channel;
  }

  @Override
  List<String> names() throws IOException {
    check();
    try (var entries = Files.newDirectoryStream(path)) {
      return names(entries);
    }
  }

  @Override
  String readLink(String name) throws IOException {
    String separator = path.getFileSystem().getSeparator();
    return Files.readSymbolicLink(at(name)).toString().replace(separator, "/");
  }

  @Override
  void createDirectory(String name) throws IOException {
    Files.createDirectory(at(name));
  }

  @Override
  void createSymbolicLink(String name, String target) throws IOException {
    try {
      Files.createSymbolicLink(at(name), path.getFileSystem().getPath(target));
    } catch (UnsupportedOperationException e) {
      throw unsupported(name, e);
    }
  }

  @Override
  void createLink(String name, Folder source, String sourceName) throws IOException {
    if (!(source instanceof PlainFolder from)) {
      throw new FileSystemException(name, null, HostErrors.CROSS_DEVICE);
    }
    try {
      Files.createLink(at(name), from.at(sourceName));
    } catch (UnsupportedOperationException e) {
      throw unsupported(name, e);
    }
  }

  private static FileSystemException unsupported(String name, UnsupportedOperationException cause) {
    var exception = new FileSystemException(name, null, HostErrors.NOT_SUPPORTED);
    exception.initCause(cause);
    return exception;
  }

  @Override
  void deleteFile(String name) throws IOException {
    Files.delete(at(name));
  }

  @Override
  void deleteDirectory(String name) throws IOException {
    Path folder = at(name);
    try (var entries = Files.newDirectoryStream(folder)) {
      if (entries.iterator().hasNext()) {
        throw new DirectoryNotEmptyException(name);
      }
    }
    Files.delete(folder);
  }

  @Override
  void move(String name, Folder target, String targetName) throws IOException {
    if (!(target instanceof PlainFolder to)) {
      throw new FileSystemException(name, null, HostErrors.CROSS_DEVICE);
    }
    Files.move(
        at(name),
        to.at(targetName),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  void setTimes(@Nullable FileTime modified, @Nullable FileTime accessed) throws IOException {
    check();
    setTimes(path, modified, accessed);
  }

  @Override
  void setTimes(String name, @Nullable FileTime modified, @Nullable FileTime accessed)
      throws IOException {
    setTimes(at(name), modified, accessed);
  }

  private static void setTimes(Path path, @Nullable FileTime modified, @Nullable FileTime accessed)
      throws IOException {
    Files.getFileAttributeView(path, BasicFileAttributeView.class, NOFOLLOW)
        .setTimes(modified, accessed, null);
  }

  @Override
  void sync() {
    // There is no way to it where this class is used; names are durable by the system's own means.
  }
}
