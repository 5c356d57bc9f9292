package dev.continuum.inspector.exec.wasi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a path of a guest (WASI, "Filesystem path resolution") from a directory that is held open,
 * one handle after the other. What would lead above that directory is refused: an absolute path or
 * link, and a {@code ..} too many, wherever it comes from.
 */
final class PathResolver {
  /** As many links as Linux follows. */
  private static final int MAXIMUM_LINKS = 40;

  /** Links can make a path longer than any guest can say it. */
  private static final int MAXIMUM_COMPONENTS = 4096;

  /** Each directory on the way is held open, and the host has handles for other things too. */
  private static final int MAXIMUM_DEPTH = 128;

  /**
   * Where a path leads: a directory, and a name in it that need not exist. Whoever asked for it
   * closes it.
   *
   * @param name null when the path leads to the directory itself
   * @param directory whether the path says that it is one, by a slash at its end
   */
  record Place(Folder folder, @Nullable String name, boolean directory) implements Closeable {
    /** What is there, or null when nothing is. */
    @Nullable BasicFileAttributes found() throws IOException {
      if (name == null) {
        return folder.attributes();
      }
      try {
        return folder.attributes(name);
      } catch (NoSuchFileException e) {
        return null;
      }
    }

    /** What is there, as the path says it. */
    BasicFileAttributes attributes() throws IOException, ErrnoException {
      BasicFileAttributes found = found();
      if (found == null) {
        throw new ErrnoException(Errno.NOENT);
      }
      if (directory && !found.isDirectory()) {
        throw new ErrnoException(Errno.NOTDIR);
      }
      return found;
    }

    /** The name; a directory that has none within what the guest can reach is refused. */
    String nameOr(Errno otherwise) throws ErrnoException {
      if (name == null) {
        throw new ErrnoException(otherwise);
      }
      return name;
    }

    @Override
    public void close() throws IOException {
      folder.close();
    }
  }

  private enum LastLink {
    FOLLOWED,
    FOLLOWED_TO_DIRECTORY,
    KEPT
  }

  private final Folder start;
  private final LastLink lastLink;
  private final List<Folder> walked = new ArrayList<>();
  private final Deque<String> ahead = new ArrayDeque<>();
  private boolean directory;
  private int links;
  private int components;

  private PathResolver(Folder start, LastLink lastLink) {
    this.start = start;
    this.lastLink = lastLink;
  }

  /**
   * Finds what a path stands for.
   *
   * @param follow whether that is what a symbolic link at its end leads to, and not the link
   */
  static Place find(Folder start, String path, boolean follow) throws ErrnoException, IOException {
    return new PathResolver(start, follow ? LastLink.FOLLOWED : LastLink.FOLLOWED_TO_DIRECTORY)
        .resolve(path);
  }

  /** Finds the name that a path ends with, to make it, move it or remove it. */
  static Place name(Folder start, String path) throws ErrnoException, IOException {
    return new PathResolver(start, LastLink.KEPT).resolve(path);
  }

  private Place resolve(String path) throws ErrnoException, IOException {
    try {
      push(path);
      while (true) {
        String component = ahead.pollFirst();
        if (component == null) {
          return new Place(current().retain(), null, true);
        }
        Place place = step(component);
        if (place != null) {
          return place;
        }
      }
    } finally {
      for (Folder folder : walked) {
        folder.close();
      }
    }
  }

  /** Puts the components of a path before those still ahead. */
  private void push(String path) throws ErrnoException {
    if (path.isEmpty()) {
      throw new ErrnoException(Errno.NOENT);
    }
    if (path.startsWith("/")) {
      throw new ErrnoException(Errno.PERM);
    }
    if (ahead.isEmpty() && path.endsWith("/")) {
      directory = true;
    }
    String[] components = path.split("/", -1);
    for (int i = components.length - 1; i >= 0; i--) {
      if (!components[i].isEmpty()) {
        ahead.addFirst(components[i]);
      }
    }
  }

  private Folder current() {
    return walked.isEmpty() ? start : walked.getLast();
  }

  /** Goes on by a component; the place, when it is the last. */
  private @Nullable Place step(String component) throws ErrnoException, IOException {
    components++;
    if (components > MAXIMUM_COMPONENTS) {
      throw new ErrnoException(Errno.LOOP);
    }

    switch (component) {
      case "." -> {
        return null;
      }
      case ".." -> {
        if (walked.isEmpty()) {
          throw new ErrnoException(Errno.PERM);
        }
        walked.removeLast().close();
        return null;
      }
      default -> {}
    }
    if (component.startsWith(Folder.STAGING)) {
      throw new ErrnoException(Errno.PERM);
    }
    boolean last = ahead.isEmpty();
    if (last && keepsLink()) {
      return place(component);
    }
    Folder folder = current();
    BasicFileAttributes attributes;
    try {
      attributes = folder.attributes(component);
    } catch (NoSuchFileException e) {
      if (last) {
        return place(component);
      }
      throw new ErrnoException(Errno.NOENT);
    }
    if (attributes.isSymbolicLink()) {
      links++;
      if (links > MAXIMUM_LINKS) {
        throw new ErrnoException(Errno.LOOP);
      }
      push(folder.readLink(component));
      return null;
    }
    if (last) {
      return place(component);
    }
    if (!attributes.isDirectory()) {
      throw new ErrnoException(Errno.NOTDIR);
    }
    if (walked.size() == MAXIMUM_DEPTH) {
      throw new ErrnoException(Errno.NAMETOOLONG);
    }
    walked.add(folder.openFolder(component));
    return null;
  }

  private boolean keepsLink() {
    return switch (lastLink) {
      case FOLLOWED -> false;
      case FOLLOWED_TO_DIRECTORY -> !directory;
      case KEPT -> true;
    };
  }

  private Place place(String name) {
    return new Place(current().retain(), name, directory);
  }
}
