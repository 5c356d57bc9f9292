package dev.continuum.inspector.debug;

/** A breakpoint has no place in the module, or something cannot be changed; says why. */
public final class BindException extends Exception {
  private static final long serialVersionUID = 1;

  public BindException(String message) {
    super(message);
  }
}
