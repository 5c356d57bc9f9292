package dev.continuum.inspector.exec.wasi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the host that is held open. All names are single components; none is followed as a
 * symbolic link. Several may hold one; it is let go of when the last of them closes it.
 */
abstract sealed class Folder implements Closeable permits SecureFolder, PlainFolder {
  /**
   * How names start that only this package may use: of what is made at the top of a preopened
   * directory before it is moved to its place. Guests neither see nor name them.
   */
  static final String STAGING = ".continuum-wasi-";

  private final boolean writable;
  private int holders = 1;

  Folder(boolean writable) {
    this.writable = writable;
  }

  /** Opens a directory that is granted; links in its own path are followed. */
  static Folder open(Path host, boolean writable) throws IOException {
    Path real = host.toRealPath();
    DirectoryStream<Path> stream = Files.newDirectoryStream(real);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new SecureFolder(secure, real, null, writable);
    }
    stream.close();
    return new PlainFolder(real, writable);
  }

  /** Whether the guest may change what is in here. */
  final boolean writable() {
    return writable;
  }

  /** One more holds this. */
  final Folder retain() {
    holders++;
    return this;
  }

  @Override
  public final void close() throws IOException {
    holders--;
    if (holders == 0) {
      release();
    }
  }

  abstract void release() throws IOException;

  abstract BasicFileAttributes attributes() throws IOException;

  abstract BasicFileAttributes attributes(String name) throws IOException;

  abstract Folder openFolder(String name) throws IOException;

  abstract FileChannel openFile(String name, Set<? extends OpenOption> options) throws IOException;

  /** The names in here, in an order that stays the same. */
  abstract List<String> names() throws IOException;

  abstract String readLink(String name) throws IOException;

  abstract void createDirectory(String name) throws IOException;

  abstract void createSymbolicLink(String name, String target) throws IOException;

  /** Gives a file, or a symbolic link, one more name. */
  abstract void createLink(String name, Folder source, String sourceName) throws IOException;

  abstract void deleteFile(String name) throws IOException;

  abstract void deleteDirectory(String name) throws IOException;

  /** Moves over what is there, as rename does. */
  abstract void move(String name, Folder target, String targetName) throws IOException;

  /** Sets the times that are given. */
  abstract void setTimes(@Nullable FileTime modified, @Nullable FileTime accessed)
      throws IOException;

  /** Sets the times that are given of a file, directory or symbolic link in here. */
  abstract void setTimes(String name, @Nullable FileTime modified, @Nullable FileTime accessed)
      throws IOException;

  /** Makes durable which names are in here. */
  abstract void sync() throws IOException;

  /** A name as the host's file system has it; refuses what it would take for several components. */
  static Path component(Path directory, String name) throws IOException {
    Path component;
    try {
      component = directory.getFileSystem().getPath(name);
    } catch (InvalidPathException e) {
      throw invalid(name);
    }
    if (component.isAbsolute()
        || component.getNameCount() != 1
        || !component.toString().equals(name)) {
      throw invalid(name);
    }
    return component;
  }

  private static FileSystemException invalid(String name) {
    return new FileSystemException(name, null, HostErrors.INVALID);
  }

  static FileSystemException stale(String name) {
    return new FileSystemException(name, null, HostErrors.STALE);
  }

  static FileChannel channel(SeekableByteChannel opened, String name) throws IOException {
    if (opened instanceof FileChannel channel) {
      return channel;
    }
    opened.close();
    throw new FileSystemException(name, null, HostErrors.NOT_SUPPORTED);
  }

  static List<String> names(DirectoryStream<Path> entries) throws IOException {
    List<String> names = new ArrayList<>();
    try {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!name.startsWith(STAGING)) {
          names.add(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(null);
    return names;
  }

  static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;
}
