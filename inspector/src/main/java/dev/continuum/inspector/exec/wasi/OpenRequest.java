package dev.continuum.inspector.exec.wasi;

/**
 * How something is to be opened.
 *
 * @param creation bits of "oflags"
 * @param rights what shall be allowed on it
 * @param inheriting what shall be allowed on what is opened beneath it
 * @param flags bits of "fdflags"
 */
record OpenRequest(int creation, long rights, long inheriting, int flags) {
  static final int CREAT = 1;
  static final int DIRECTORY = 1 << 1;
  static final int EXCL = 1 << 2;
  static final int TRUNC = 1 << 3;

  /** Whether any of these is asked for. */
  boolean has(int creationFlags) {
    return (creation & creationFlags) != 0;
  }

  /** Whether a file's content is to be read; also when nothing is said of what for. */
  boolean reads() {
    return (rights & (Rights.FD_READ | Rights.FD_READDIR)) != 0 || !writes();
  }

  /** Whether a file's content is to be changed. */
  boolean writes() {
    return (rights & (Rights.FD_WRITE | Rights.FD_ALLOCATE | Rights.FD_FILESTAT_SET_SIZE)) != 0;
  }
}
