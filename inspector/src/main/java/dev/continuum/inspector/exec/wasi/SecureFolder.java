package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A directory by a handle of the system: what happens in it happens in that directory, whatever its
 * path has come to mean.
 *
 * <p>Some operations are not offered by {@link SecureDirectoryStream}. They are done so:
 *
 * <ul>
 *   <li>Directories, symbolic and hard links are made at the top of the preopened directory, whose
 *       path no guest can change, under a name that guests cannot use; then they are moved to their
 *       place from handle to handle. A hard link is moved only if it is of the very file that the
 *       source's handle names, so that a directory put in the way gains nothing. Where the top may
 *       not be written, or is on another file system, they are made by path in the directory they
 *       are for, and moved if they are found there by its handle: a change at the right moment can
 *       leave an empty directory or a link of a random name elsewhere for a moment. And between the
 *       look whether a name is free and the move, another program's new file of that name can be
 *       replaced.
 *   <li>The target of a symbolic link is read by path, and taken only if the path leads to the link
 *       that the handle names, before and after. The target is then walked like any other path, so
 *       the worst that can come of two changes at the right moments is its text. After a directory
 *       was moved, links in it cannot be read by descriptors opened before ({@code STALE}).
 *   <li>A symbolic link is given times by a new link with the same target, which is given them at
 *       the top and moved over it. Links at the top itself are given them by their path.
 * </ul>
 */
final class SecureFolder extends Folder {
  private final SecureDirectoryStream<Path> stream;
  private final Path path;

  /** The preopened directory; null when this is it. Held open as long as this. */
  private final @Nullable SecureFolder top;

  SecureFolder(
      SecureDirectoryStream<Path> stream, Path path, @Nullable SecureFolder top, boolean writable) {
    super(writable);
    this.stream = stream;
    this.path = path;
    this.top = top;
    if (top != null) {
      top.retain();
    }
  }

  @Override
  void release() throws IOException {
    try {
      stream.close();
    } finally {
      if (top != null) {
        top.close();
      }
    }
  }

  @Override
  BasicFileAttributes attributes() throws IOException {
    return stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
  }

  @Override
  BasicFileAttributes attributes(String name) throws IOException {
    return view(name).readAttributes();
  }

  private BasicFileAttributeView view(String name) throws IOException {
    return stream.getFileAttributeView(
        component(path, name), BasicFileAttributeView.class, NOFOLLOW);
  }

  @Override
  Folder openFolder(String name) throws IOException {
    Path component = component(path, name);
    return new SecureFolder(
        stream.newDirectoryStream(component, NOFOLLOW),
        path.resolve(component),
        top == null ? this : top,
        writable());
  }

  @Override
  FileChannel openFile(String name, Set<? extends OpenOption> options) throws IOException {
    Set<OpenOption> all = new HashSet<>(options);
    all.add(NOFOLLOW);
    return channel(stream.newByteChannel(component(path, name), all), name);
  }

  @Override
  List<String> names() throws IOException {
    // A stream gives its entries once, so there is a new one for each listing.
    try (var entries = stream.newDirectoryStream(component(path, "."), NOFOLLOW)) {
      return names(entries);
    }
  }

  @Override
  String readLink(String name) throws IOException {
    Path link = path.resolve(component(path, name));
    Object key = key(attributes(name), name);
    checkPath(link, key);
    String target = Files.readSymbolicLink(link).toString();
    checkPath(link, key);
    return target;
  }

  @Override
  void createDirectory(String name) throws IOException {
    if (top == null) {
      checkTop();
      Files.createDirectory(path.resolve(component(path, name)));
    } else {
      make(top, name, Files::createDirectory, null);
    }
  }

  @Override
  void createSymbolicLink(String name, String target) throws IOException {
    Path text = path.getFileSystem().getPath(target);
    if (top == null) {
      checkTop();
      Files.createSymbolicLink(path.resolve(component(path, name)), text);
    } else {
      make(top, name, link -> Files.createSymbolicLink(link, text), null);
    }
  }

  @Override
  void createLink(String name, Folder source, String sourceName) throws IOException {
    SecureFolder from = secure(source);
    Object key = key(from.attributes(sourceName), sourceName);
    Path existing = from.path.resolve(component(from.path, sourceName));
    make(top == null ? this : top, name, link -> Files.createLink(link, existing), key);
  }

  /** How something is made that only a path can name. */
  @FunctionalInterface
  interface Creation {
    Object create(Path path) throws IOException;
  }

  private void make(SecureFolder above, String name, Creation creation, @Nullable Object key)
      throws IOException {
    checkFree(name);
    try {
      above.moveStaged(above.stage(creation), this, name, key);
    } catch (AccessDeniedException | AtomicMoveNotSupportedException e) {
      if (above == this) {
        throw e;
      }
      makeHere(name, creation, key);
    }
  }

  /** Makes something at the top, under a name of its own. */
  private String stage(Creation creation) throws IOException {
    checkTop();
    String name = STAGING + UUID.randomUUID();
    creation.create(path.resolve(name));
    return name;
  }

  /**
   * Makes something here by path. If that led elsewhere, what was made is not found here; it is
   * removed from where it is.
   */
  void makeHere(String name, Creation creation, @Nullable Object key) throws IOException {
    String staged = STAGING + UUID.randomUUID();
    Path made = path.resolve(staged);
    creation.create(made);
    Object there = Files.readAttributes(made, BasicFileAttributes.class, NOFOLLOW).fileKey();
    BasicFileAttributes here = found(staged);
    if (here == null || !key(here, staged).equals(there)) {
      Files.delete(made);
      throw stale(name);
    }
    moveStaged(staged, this, name, key);
  }

  /**
   * Moves what was made to its place.
   *
   * @param key which file it has to be
   */
  private void moveStaged(String staged, SecureFolder target, String name, @Nullable Object key)
      throws IOException {
    try {
      if (key != null && !key.equals(attributes(staged).fileKey())) {
        throw stale(name);
      }
      target.checkFree(name);
      move(staged, target, name);
    } finally {
      discard(staged);
    }
  }

  /** Removes what could not be moved, or was not, as a name of a file over another of the same. */
  private void discard(String staged) throws IOException {
    BasicFileAttributes left = found(staged);
    if (left == null) {
      return;
    }
    if (left.isDirectory()) {
      deleteDirectory(staged);
    } else {
      deleteFile(staged);
    }
  }

  private void checkFree(String name) throws IOException {
    if (found(name) != null) {
      throw new FileAlreadyExistsException(name);
    }
  }

  private @Nullable BasicFileAttributes found(String name) throws IOException {
    try {
      return attributes(name);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Checks that the path of a preopened directory still leads to it. */
  private void checkTop() throws IOException {
    if (!key(attributes(), path.toString())
        .equals(Files.readAttributes(path, BasicFileAttributes.class).fileKey())) {
      throw stale(path.toString());
    }
  }

  private static void checkPath(Path link, Object key) throws IOException {
    if (!key.equals(Files.readAttributes(link, BasicFileAttributes.class, NOFOLLOW).fileKey())) {
      throw stale(link.toString());
    }
  }

  private static Object key(BasicFileAttributes attributes, String name) throws IOException {
    Object key = attributes.fileKey();
    if (key == null) {
      throw stale(name);
    }
    return key;
  }

  @Override
  void deleteFile(String name) throws IOException {
    stream.deleteFile(component(path, name));
  }

  @Override
  void deleteDirectory(String name) throws IOException {
    stream.deleteDirectory(component(path, name));
  }

  @Override
  void move(String name, Folder target, String targetName) throws IOException {
    SecureFolder to = secure(target);
    stream.move(component(path, name), to.stream, component(to.path, targetName));
  }

  private static SecureFolder secure(Folder folder) {
    if (folder instanceof SecureFolder secure) {
      return secure;
    }
    throw new ProviderMismatchException();
  }

  @Override
  void setTimes(@Nullable FileTime modified, @Nullable FileTime accessed) throws IOException {
    stream.getFileAttributeView(BasicFileAttributeView.class).setTimes(modified, accessed, null);
  }

  @Override
  void setTimes(String name, @Nullable FileTime modified, @Nullable FileTime accessed)
      throws IOException {
    BasicFileAttributes attributes = attributes(name);
    if (!attributes.isSymbolicLink()) {
      view(name).setTimes(modified, accessed, null);
    } else if (top == null) {
      checkTop();
      setLinkTimes(name, modified, accessed);
    } else {
      replaceLink(
          top,
          name,
          key(attributes, name),
          modified == null ? attributes.lastModifiedTime() : modified,
          accessed == null ? attributes.lastAccessTime() : accessed);
    }
  }

  private void replaceLink(
      SecureFolder above, String name, Object key, FileTime modified, FileTime accessed)
      throws IOException {
    Path text = path.getFileSystem().getPath(readLink(name));
    String staged = above.stage(link -> Files.createSymbolicLink(link, text));
    try {
      above.setLinkTimes(staged, modified, accessed);
      if (!key.equals(attributes(name).fileKey())) {
        throw stale(name);
      }
      above.move(staged, this, name);
    } finally {
      above.discard(staged);
    }
  }

  /** Sets times of a symbolic link at the top, whose path nobody can change. */
  private void setLinkTimes(String name, @Nullable FileTime modified, @Nullable FileTime accessed)
      throws IOException {
    Files.getFileAttributeView(
            path.resolve(component(path, name)), BasicFileAttributeView.class, NOFOLLOW)
        .setTimes(modified, accessed, null);
  }

  @Override
  void sync() throws IOException {
    try (FileChannel channel =
        channel(
            stream.newByteChannel(component(path, "."), Set.of(StandardOpenOption.READ, NOFOLLOW)),
            ".")) {
      channel.force(true);
    }
  }
}
