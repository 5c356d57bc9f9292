package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A regular file of the host. Its position is our own; the host's channel is used without one. */
final class OpenFile extends Descriptor {
  private final FileChannel channel;
  private final FileWorker worker;

  /** Where it was opened: Java has no way from a channel to a file's times. */
  private final Folder folder;

  private final String name;
  private BasicFileAttributes attributes;
  private long position;

  OpenFile(FileChannel channel, FileWorker worker, Folder folder, String name, OpenRequest request)
      throws IOException {
    super(FileType.REGULAR_FILE, request.rights() & Rights.FILE, 0, request.flags());
    this.channel = channel;
    this.worker = worker;
    this.folder = folder;
    this.name = name;
    this.attributes = folder.attributes(name);
    if (!attributes.isRegularFile()) {
      throw Folder.stale(name);
    }
    folder.retain();
  }

  long position() {
    return position;
  }

  void setPosition(long newPosition) {
    position = newPosition;
  }

  /** Checks that the file may be changed; its descriptor's rights are another matter. */
  void requireWritable() throws ErrnoException {
    if (!folder.writable()) {
      throw new ErrnoException(Errno.ROFS);
    }
  }

  /** Reads as much as there is, up to a length: 0 at the end. */
  int read(byte[] target, int length, long from) throws IOException {
    return worker.run(() -> {
      ByteBuffer buffer = ByteBuffer.wrap(target, 0, length);
      while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
      return buffer.position();
    });
  }

  void write(byte[] source, int length, long to) throws IOException {
    boolean durable = has(DSYNC | SYNC);
    worker.run(() -> {
      ByteBuffer buffer = ByteBuffer.wrap(source, 0, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer, to + buffer.position());
      }
      if (durable) {
        channel.force(has(SYNC));
      }
      return buffer;
    });
  }

  long size() throws IOException {
    return worker.run(channel::size);
  }

  /** Cuts the file, or extends it by zeros that take no room. */
  void setSize(long size) throws IOException {
    worker.run(() -> {
      if (size > channel.size()) {
        return channel.write(ByteBuffer.allocate(1), size - 1);
      }
      return channel.truncate(size);
    });
  }

  void sync(boolean metadata) throws IOException {
    worker.run(() -> {
      channel.force(metadata);
      return channel;
    });
  }

  /**
   * What is known of the file. Once it no longer has the name it was opened by, times are those
   * seen last.
   */
  BasicFileAttributes attributes() throws IOException {
    BasicFileAttributes found = found();
    if (found != null) {
      attributes = found;
    }
    return attributes;
  }

  /** Sets times, by the name it was opened by if it still has that. */
  void setTimes(@Nullable FileTime modified, @Nullable FileTime accessed)
      throws IOException, ErrnoException {
    if (found() == null) {
      throw new ErrnoException(Errno.STALE);
    }
    folder.setTimes(name, modified, accessed);
  }

  private @Nullable BasicFileAttributes found() throws IOException {
    try {
      BasicFileAttributes found = folder.attributes(name);
      return Objects.equals(found.fileKey(), attributes.fileKey()) ? found : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  void close() throws IOException {
    try {
      channel.close();
    } finally {
      folder.close();
    }
  }
}
