package dev.continuum.inspector.exec;

/** A module cannot be instantiated: something it imports is missing or of another type. */
public final class LinkException extends Exception {
  private static final long serialVersionUID = 1;

  LinkException(String message) {
    super(message);
  }
}
