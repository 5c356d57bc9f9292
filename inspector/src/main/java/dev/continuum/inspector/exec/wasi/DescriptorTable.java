package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The descriptors of a guest by number (WASI, "fd"). */
final class DescriptorTable {
  /** A guest that opens without end is stopped long before the host runs out. */
  static final int MAXIMUM = 1024;

  private final @Nullable Descriptor[] descriptors = new Descriptor[MAXIMUM];

  /** The descriptor of a number. */
  Descriptor get(int number) throws ErrnoException {
    Descriptor found = number >= 0 && number < MAXIMUM ? descriptors[number] : null;
    if (found == null) {
      throw new ErrnoException(Errno.BADF);
    }
    return found;
  }

  /** A directory, which a path starts at. */
  OpenDirectory directory(int number) throws ErrnoException {
    if (get(number) instanceof OpenDirectory directory) {
      return directory;
    }
    throw new ErrnoException(Errno.NOTDIR);
  }

  /** A file on which data can be placed anywhere. */
  OpenFile file(int number, Errno otherwise) throws ErrnoException {
    return switch (get(number)) {
      case OpenFile file -> file;
      case OpenDirectory directory -> throw new ErrnoException(Errno.BADF);
      case InputDescriptor input -> throw new ErrnoException(otherwise);
      case OutputDescriptor output -> throw new ErrnoException(otherwise);
    };
  }

  /** The lowest number that is free. */
  int free() throws ErrnoException {
    for (int number = 0; number < MAXIMUM; number++) {
      if (descriptors[number] == null) {
        return number;
      }
    }
    throw new ErrnoException(Errno.MFILE);
  }

  void put(int number, Descriptor descriptor) {
    descriptors[number] = descriptor;
  }

  void close(int number) throws ErrnoException, IOException {
    Descriptor closed = get(number);
    descriptors[number] = null;
    closed.close();
  }

  /** Gives a descriptor the number of another, which is closed. */
  void renumber(int from, int to) throws ErrnoException, IOException {
    Descriptor moved = get(from);
    Descriptor closed = get(to);
    if (from == to) {
      return;
    }
    descriptors[to] = moved;
    descriptors[from] = null;
    closed.close();
  }

  void closeAll() throws IOException {
    IOException failure = null;
    for (int number = 0; number < MAXIMUM; number++) {
      Descriptor closed = descriptors[number];
      descriptors[number] = null;
      try {
        if (closed != null) {
          closed.close();
        }
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
