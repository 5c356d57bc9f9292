package dev.continuum.inspector.exec.wasi;

import static dev.continuum.inspector.syntax.NumberType.I32;
import static dev.continuum.inspector.syntax.NumberType.I64;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** Files and directories by their paths, but for opening them. */
final class WasiPaths {
  /** The only bit of "lookupflags": a symbolic link at the end of a path is followed. */
  static final int SYMLINK_FOLLOW = 1;

  private final DescriptorTable descriptors;
  private final WasiClock clock;

  WasiPaths(DescriptorTable descriptors, WasiClock clock) {
    this.descriptors = descriptors;
    this.clock = clock;
  }

  void addTo(FunctionTable table) {
    table.add("path_create_directory", this::createDirectory, I32, I32, I32);
    table.add("path_filestat_get", this::filestat, I32, I32, I32, I32, I32);
    table.add("path_filestat_set_times", this::setTimes, I32, I32, I32, I32, I64, I64, I32);
    table.add("path_link", this::link, I32, I32, I32, I32, I32, I32, I32);
    table.add("path_readlink", this::readlink, I32, I32, I32, I32, I32, I32);
    table.add("path_remove_directory", this::removeDirectory, I32, I32, I32);
    table.add("path_rename", this::rename, I32, I32, I32, I32, I32, I32);
    table.add("path_symlink", this::symlink, I32, I32, I32, I32, I32);
    table.add("path_unlink_file", this::unlinkFile, I32, I32, I32);
  }

  /** The directory that a path starts at, with the right to do something beneath it. */
  private OpenDirectory directory(Guest guest, int argument, long right) throws ErrnoException {
    OpenDirectory directory = descriptors.directory(guest.i32(argument));
    directory.require(right);
    return directory;
  }

  private OpenDirectory writable(Guest guest, int argument, long right) throws ErrnoException {
    OpenDirectory directory = directory(guest, argument, right);
    directory.requireWritable();
    return directory;
  }

  static boolean follows(int lookupFlags) throws ErrnoException {
    if ((lookupFlags & ~SYMLINK_FOLLOW) != 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    return lookupFlags != 0;
  }

  private void createDirectory(Guest guest) throws ErrnoException, IOException {
    OpenDirectory start = writable(guest, 0, Rights.PATH_CREATE_DIRECTORY);
    try (var place = PathResolver.name(start.folder(), guest.path(1))) {
      place.folder().createDirectory(place.nameOr(Errno.EXIST));
    }
  }

  private void filestat(Guest guest) throws ErrnoException, IOException {
    OpenDirectory start = directory(guest, 0, Rights.PATH_FILESTAT_GET);
    boolean follow = follows(guest.i32(1));
    guest.require(guest.u32(4), FileStat.SIZE);
    try (var place = PathResolver.find(start.folder(), guest.path(2), follow)) {
      BasicFileAttributes attributes = place.attributes();
      guest.write(guest.u32(4), FileStat.of(attributes, attributes.size()), 0, FileStat.SIZE);
    }
  }

  private void setTimes(Guest guest) throws ErrnoException, IOException {
    OpenDirectory start = writable(guest, 0, Rights.PATH_FILESTAT_SET_TIMES);
    boolean follow = follows(guest.i32(1));
    String path = guest.path(2);
    FileTimes times = FileTimes.of(clock, guest.i64(4), guest.i64(5), guest.i32(6));
    try (var place = PathResolver.find(start.folder(), path, follow)) {
      BasicFileAttributes attributes = place.attributes();
      String name = place.name();
      if (name == null) {
        place.folder().setTimes(times.modified(), times.accessed());
      } else if (!attributes.isOther()) {
        place.folder().setTimes(name, times.modified(), times.accessed());
      } else {
        throw new ErrnoException(Errno.NOTSUP);
      }
    }
  }

  private void link(Guest guest) throws ErrnoException, IOException {
    // A name in a directory that can be written makes the file writable: both have to be.
    OpenDirectory from = writable(guest, 0, Rights.PATH_LINK_SOURCE);
    OpenDirectory to = writable(guest, 4, Rights.PATH_LINK_TARGET);
    boolean follow = follows(guest.i32(1));
    String path = guest.path(2);
    String newPath = guest.path(5);
    try (var source = PathResolver.find(from.folder(), path, follow);
        var target = PathResolver.name(to.folder(), newPath)) {
      if (source.attributes().isDirectory()) {
        throw new ErrnoException(Errno.PERM);
      }
      target.folder().createLink(fileName(target), source.folder(), source.nameOr(Errno.PERM));
    }
  }

  private void readlink(Guest guest) throws ErrnoException, IOException {
    OpenDirectory start = directory(guest, 0, Rights.PATH_READLINK);
    long buffer = guest.u32(3);
    long length = guest.u32(4);
    long result = guest.u32(5);
    guest.require(buffer, length);
    guest.require(result, 4);
    try (var place = PathResolver.find(start.folder(), guest.path(1), false)) {
      if (!place.attributes().isSymbolicLink()) {
        throw new ErrnoException(Errno.INVAL);
      }
      byte[] target =
          place.folder().readLink(place.nameOr(Errno.INVAL)).getBytes(StandardCharsets.UTF_8);
      int used = (int) Math.min(target.length, length);
      guest.write(buffer, target, 0, used);
      guest.writeInt(result, used);
    }
  }

  private void removeDirectory(Guest guest) throws ErrnoException, IOException {
    OpenDirectory start = writable(guest, 0, Rights.PATH_REMOVE_DIRECTORY);
    try (var place = PathResolver.name(start.folder(), guest.path(1))) {
      String name = place.nameOr(Errno.INVAL);
      if (!place.attributes().isDirectory()) {
        throw new ErrnoException(Errno.NOTDIR);
      }
      place.folder().deleteDirectory(name);
    }
  }

  private void unlinkFile(Guest guest) throws ErrnoException, IOException {
    OpenDirectory start = writable(guest, 0, Rights.PATH_UNLINK_FILE);
    try (var place = PathResolver.name(start.folder(), guest.path(1))) {
      String name = place.nameOr(Errno.ISDIR);
      if (place.attributes().isDirectory()) {
        throw new ErrnoException(Errno.ISDIR);
      }
      place.folder().deleteFile(name);
    }
  }

  private void rename(Guest guest) throws ErrnoException, IOException {
    OpenDirectory from = writable(guest, 0, Rights.PATH_RENAME_SOURCE);
    OpenDirectory to = writable(guest, 3, Rights.PATH_RENAME_TARGET);
    String path = guest.path(1);
    String newPath = guest.path(4);
    try (var source = PathResolver.name(from.folder(), path);
        var target = PathResolver.name(to.folder(), newPath)) {
      String name = source.nameOr(Errno.BUSY);
      String newName = target.nameOr(Errno.BUSY);
      checkReplaceable(source, target);
      source.folder().move(name, target.folder(), newName);
    }
  }

  /**
   * Tells why a name cannot be moved over another, which Java tells in the user's language only.
   */
  private static void checkReplaceable(PathResolver.Place source, PathResolver.Place target)
      throws ErrnoException, IOException {
    BasicFileAttributes found = source.attributes();
    boolean isDirectory = found.isDirectory();
    if (target.directory() && !isDirectory) {
      throw new ErrnoException(Errno.NOTDIR);
    }
    BasicFileAttributes replaced = target.found();
    if (replaced == null) {
      return;
    }
    if (isDirectory && !replaced.isDirectory()) {
      throw new ErrnoException(Errno.NOTDIR);
    }
    if (!isDirectory && replaced.isDirectory()) {
      throw new ErrnoException(Errno.ISDIR);
    }
    if (isDirectory && !Objects.equals(found.fileKey(), replaced.fileKey())) {
      try (Folder folder = target.folder().openFolder(target.nameOr(Errno.BUSY))) {
        if (!folder.names().isEmpty()) {
          throw new ErrnoException(Errno.NOTEMPTY);
        }
      }
    }
  }

  private void symlink(Guest guest) throws ErrnoException, IOException {
    OpenDirectory start = writable(guest, 2, Rights.PATH_SYMLINK);
    String text = guest.path(0);
    if (text.isEmpty()) {
      throw new ErrnoException(Errno.NOENT);
    }
    if (text.startsWith("/")) {
      throw new ErrnoException(Errno.PERM);
    }
    try (var place = PathResolver.name(start.folder(), guest.path(3))) {
      place.folder().createSymbolicLink(fileName(place), text);
    }
  }

  /** The name of what is to be made, and is no directory. */
  private static String fileName(PathResolver.Place place) throws ErrnoException, IOException {
    String name = place.nameOr(Errno.EXIST);
    if (place.directory()) {
      throw new ErrnoException(place.found() == null ? Errno.NOENT : Errno.EXIST);
    }
    return name;
  }
}
