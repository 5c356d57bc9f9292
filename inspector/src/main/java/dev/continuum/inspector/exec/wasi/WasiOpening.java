package dev.continuum.inspector.exec.wasi;

import static dev.continuum.inspector.syntax.NumberType.I32;
import static dev.continuum.inspector.syntax.NumberType.I64;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The opening of files and directories. */
final class WasiOpening {
  private static final int ALL_CREATION =
      OpenRequest.CREAT | OpenRequest.DIRECTORY | OpenRequest.EXCL | OpenRequest.TRUNC;

  /** How often to look again when a file comes between the look and its creation. */
  private static final int ATTEMPTS = 8;

  private final DescriptorTable descriptors;
  private final FileWorker worker;

  WasiOpening(DescriptorTable descriptors, FileWorker worker) {
    this.descriptors = descriptors;
    this.worker = worker;
  }

  void addTo(FunctionTable table) {
    table.add("path_open", this::open, I32, I32, I32, I32, I32, I64, I64, I32, I32);
  }

  private void open(Guest guest) throws ErrnoException, IOException {
    OpenDirectory start = descriptors.directory(guest.i32(0));
    boolean follow = WasiPaths.follows(guest.i32(1));
    var request =
        new OpenRequest(
            guest.i32(4), guest.i64(5) & Rights.ALL, guest.i64(6) & Rights.ALL, guest.i32(7));
    check(start, request);
    String path = guest.path(2);
    long result = guest.u32(8);
    guest.require(result, 4);
    int number = descriptors.free();
    descriptors.put(number, open(start.folder(), path, follow, request));
    guest.writeInt(result, number);
  }

  private static void check(OpenDirectory start, OpenRequest request) throws ErrnoException {
    if ((request.creation() & ~ALL_CREATION) != 0
        || (request.flags() & ~Descriptor.ALL_FLAGS) != 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    if (request.has(OpenRequest.DIRECTORY)
        && request.has(OpenRequest.CREAT | OpenRequest.EXCL | OpenRequest.TRUNC)) {
      throw new ErrnoException(Errno.INVAL);
    }
    start.require(Rights.PATH_OPEN);
    if (request.has(OpenRequest.CREAT)) {
      start.require(Rights.PATH_CREATE_FILE);
    }
    if (request.has(OpenRequest.TRUNC)) {
      start.require(Rights.PATH_FILESTAT_SET_SIZE);
    }
    long wanted = request.rights() | request.inheriting();
    if ((request.flags() & Descriptor.DSYNC) != 0) {
      wanted |= Rights.FD_DATASYNC;
    }
    if ((request.flags() & (Descriptor.SYNC | Descriptor.RSYNC)) != 0) {
      wanted |= Rights.FD_SYNC;
    }
    if ((wanted & ~start.inheriting()) != 0) {
      throw new ErrnoException(Errno.NOTCAPABLE);
    }
  }

  private Descriptor open(Folder start, String path, boolean follow, OpenRequest request)
      throws ErrnoException, IOException {
    boolean exclusive = request.has(OpenRequest.CREAT) && request.has(OpenRequest.EXCL);
    for (int attempt = 1; ; attempt++) {
      try (var place =
          exclusive ? PathResolver.name(start, path) : PathResolver.find(start, path, follow)) {
        return open(place, request, exclusive);
      } catch (FileAlreadyExistsException e) {
        if (exclusive || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Descriptor open(PathResolver.Place place, OpenRequest request, boolean exclusive)
      throws ErrnoException, IOException {
    BasicFileAttributes found = place.found();
    if (found == null) {
      if (!request.has(OpenRequest.CREAT)) {
        throw new ErrnoException(Errno.NOENT);
      }
      if (place.directory()) {
        throw new ErrnoException(Errno.ISDIR);
      }
    } else {
      checkExisting(place, found, request, exclusive);
      if (found.isDirectory()) {
        return openDirectory(place, request);
      }
    }
    return openFile(place.folder(), place.nameOr(Errno.ISDIR), found, request);
  }

  private static void checkExisting(
      PathResolver.Place place, BasicFileAttributes found, OpenRequest request, boolean exclusive)
      throws ErrnoException {
    if (exclusive) {
      throw new ErrnoException(Errno.EXIST);
    }
    boolean asDirectory = place.directory() || request.has(OpenRequest.DIRECTORY);
    if (found.isDirectory()) {
      boolean changes =
          request.has(OpenRequest.CREAT | OpenRequest.TRUNC)
              || (request.rights() & Rights.FD_WRITE) != 0;
      if (changes) {
        throw new ErrnoException(Errno.ISDIR);
      }
    } else if (asDirectory) {
      throw new ErrnoException(Errno.NOTDIR);
    } else if (found.isSymbolicLink()) {
      throw new ErrnoException(Errno.LOOP);
    } else if (!found.isRegularFile()) {
      // To open a pipe or a device can wait without end, or do more than a file ever does.
      throw new ErrnoException(Errno.NOTSUP);
    }
  }

  private OpenDirectory openDirectory(PathResolver.Place place, OpenRequest request)
      throws IOException {
    String name = place.name();
    if (name == null) {
      return OpenDirectory.opened(place.folder(), worker, request);
    }
    try (Folder folder = place.folder().openFolder(name)) {
      return OpenDirectory.opened(folder, worker, request);
    }
  }

  private OpenFile openFile(
      Folder folder, String name, @Nullable BasicFileAttributes found, OpenRequest request)
      throws ErrnoException, IOException {
    Set<StandardOpenOption> options = EnumSet.noneOf(StandardOpenOption.class);
    if (request.reads()) {
      options.add(StandardOpenOption.READ);
    }
    boolean truncates = request.has(OpenRequest.TRUNC);
    if (request.writes() || truncates || found == null) {
      if (!folder.writable()) {
        throw new ErrnoException(Errno.ROFS);
      }
      options.add(StandardOpenOption.WRITE);
    }
    if (found == null) {
      options.add(StandardOpenOption.CREATE_NEW);
    } else if (truncates) {
      options.add(StandardOpenOption.TRUNCATE_EXISTING);
    }
    FileChannel channel = folder.openFile(name, options);
    try {
      return new OpenFile(channel, worker, folder, name, request);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
