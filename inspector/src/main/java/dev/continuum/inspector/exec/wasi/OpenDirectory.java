package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A directory of the host, preopened or opened by the guest. */
final class OpenDirectory extends Descriptor {
  private final Folder folder;
  private final FileWorker worker;
  private final byte @Nullable [] preopenName;

  private OpenDirectory(
      Folder folder,
      FileWorker worker,
      byte @Nullable [] preopenName,
      long rights,
      long inheriting,
      int flags) {
    super(FileType.DIRECTORY, rights, inheriting, flags);
    this.folder = folder.retain();
    this.worker = worker;
    this.preopenName = preopenName;
  }

  static OpenDirectory preopened(Folder folder, FileWorker worker, String name) {
    return new OpenDirectory(
        folder, worker, name.getBytes(StandardCharsets.UTF_8), Rights.DIRECTORY, Rights.ALL, 0);
  }

  static OpenDirectory opened(Folder folder, FileWorker worker, OpenRequest request) {
    return new OpenDirectory(
        folder,
        worker,
        null,
        request.rights() & Rights.DIRECTORY,
        request.inheriting(),
        request.flags());
  }

  Folder folder() {
    return folder;
  }

  /** Checks that something in here may be changed. */
  void requireWritable() throws ErrnoException {
    if (!folder.writable()) {
      throw new ErrnoException(Errno.ROFS);
    }
  }

  /** The name the guest is told to know a preopened directory by. */
  byte[] preopenName() throws ErrnoException {
    if (preopenName == null) {
      throw new ErrnoException(Errno.BADF);
    }
    return preopenName;
  }

  /** Makes durable which names are in here. */
  void sync() throws IOException {
    worker.run(() -> {
      folder.sync();
      return folder;
    });
  }

  @Override
  void close() throws IOException {
    folder.close();
  }
}
