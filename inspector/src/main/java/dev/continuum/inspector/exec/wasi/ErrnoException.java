package dev.continuum.inspector.exec.wasi;

/** A function ends with an error number. It has no stack trace: refusals are ordinary answers. */
final class ErrnoException extends Exception {
  private static final long serialVersionUID = 1;

  private final Errno errno;

  ErrnoException(Errno errno) {
    super(errno.name(), null, false, false);
    this.errno = errno;
  }

  Errno errno() {
    return errno;
  }
}
