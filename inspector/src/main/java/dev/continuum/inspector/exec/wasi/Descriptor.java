package dev.continuum.inspector.exec.wasi;

import java.io.IOException;

/** What is open under a number (WASI, "fd", "fdstat"). */
abstract sealed class Descriptor
    permits InputDescriptor, OutputDescriptor, OpenFile, OpenDirectory {
  static final int APPEND = 1;
  static final int DSYNC = 1 << 1;
  static final int NONBLOCK = 1 << 2;
  static final int RSYNC = 1 << 3;
  static final int SYNC = 1 << 4;
  static final int ALL_FLAGS = APPEND | DSYNC | NONBLOCK | RSYNC | SYNC;

  private final FileType type;
  private long rights;
  private long inheriting;
  private int flags;

  Descriptor(FileType type, long rights, long inheriting, int flags) {
    this.type = type;
    this.rights = rights;
    this.inheriting = inheriting;
    this.flags = flags;
  }

  final FileType type() {
    return type;
  }

  final long rights() {
    return rights;
  }

  /** The rights that what is opened beneath this may have at most. */
  final long inheriting() {
    return inheriting;
  }

  /** Checks that something may be done. */
  final void require(long needed) throws ErrnoException {
    if ((rights & needed) != needed) {
      throw new ErrnoException(Errno.NOTCAPABLE);
    }
  }

  /** Gives up rights; none can be won. */
  final void restrict(long newRights, long newInheriting) throws ErrnoException {
    if ((newRights & ~rights) != 0 || (newInheriting & ~inheriting) != 0) {
      throw new ErrnoException(Errno.NOTCAPABLE);
    }
    rights = newRights;
    inheriting = newInheriting;
  }

  final int flags() {
    return flags;
  }

  final boolean has(int flag) {
    return (flags & flag) != 0;
  }

  final void setFlags(int newFlags) {
    flags = newFlags;
  }

  /** Lets go of what the host holds open for this alone. */
  abstract void close() throws IOException;
}
