package dev.continuum.ide.prompt;

/** A command that cannot be carried out; the message says why, and what to do. */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1;

  CommandException(String message) {
    super(message);
  }

  CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
