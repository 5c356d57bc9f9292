package dev.continuum.ide.run;

import org.jspecify.annotations.Nullable;

/** Why something cannot be run, in whole sentences for the user. */
public final class LaunchException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What happened and, where there is something to add, what to do. */
  public LaunchException(String message, String remedy, @Nullable Throwable cause) {
    super(remedy.isEmpty() ? message : message + " " + remedy, cause);
  }
}
