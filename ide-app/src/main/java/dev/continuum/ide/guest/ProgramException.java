package dev.continuum.ide.guest;

/** A file that cannot be debugged; the message says why, without a full stop. */
public final class ProgramException extends Exception {
  private static final long serialVersionUID = 1;

  ProgramException(String message) {
    super(message);
  }
}
