package dev.continuum.inspector.exec;

/** The guest has asked to end, as with {@code proc_exit} of WASI. */
public final class GuestExit extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * @param status an unsigned 32-bit number; 0 is success
   */
  public GuestExit(int status) {
    super("exit status " + Integer.toUnsignedString(status), null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
