package dev.continuum.ide.debug;

/** A program cannot be debugged; the message says why in a whole sentence. */
public final class DebugException extends Exception {
  private static final long serialVersionUID = 1;

  DebugException(String message, Throwable cause) {
    super(message, cause);
  }
}
