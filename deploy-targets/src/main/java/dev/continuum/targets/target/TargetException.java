package dev.continuum.targets.target;

import org.jspecify.annotations.Nullable;

/**
 * Something a target could not do, in words for the user: {@link #getMessage()} says what happened
 * and where, {@link #remedy()} what to do about it. Both are whole sentences.
 */
public final class TargetException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of thing went wrong, for programs ({@code --json}) and for choosing a dialog. */
  public enum Problem {
    /** No answer, refused, name unknown, or the connection was cut. */
    UNREACHABLE,
    /** Key, password or agent not accepted, or none given. */
    AUTHENTICATION,
    /** The host's key was never confirmed. */
    HOST_KEY_UNKNOWN,
    /** The host presents another key than the one confirmed. Never continued. */
    HOST_KEY_CHANGED,
    /** The device has no runtime, or none that can run this module. */
    NO_RUNTIME,
    /** The device lacks a tool that is needed, such as {@code sha256sum}. */
    MISSING_TOOL,
    /** The device's disk is full or its quota reached. */
    NO_SPACE,
    /** The home folder on the device is read only, or belongs to somebody else. */
    NOT_WRITABLE,
    /** What arrived is not what was sent. */
    DIGEST_MISMATCH,
    /** Another deployment of the same app is under way, or the device takes no more at once. */
    BUSY,
    /** No such app, release or device. */
    NOT_FOUND,
    /** The module is not there, cannot be read, or is malformed. */
    BAD_MODULE,
    /** The app started and ended at once, or could not be started. */
    START_FAILED,
    /** The user cancelled. */
    CANCELLED,
    /** There is already one of that name. */
    ALREADY_EXISTS,
    /** A file of this program on this computer cannot be read or written. */
    LOCAL_FILE,
    /** The device answered something unexpected; the message carries its words. */
    PROTOCOL
  }

  private final Problem problem;
  private final String remedy;

  /** A problem with what happened and what to do. */
  public TargetException(Problem problem, String message, String remedy) {
    this(problem, message, remedy, null);
  }

  /** The same with its cause. */
  public TargetException(
      Problem problem, String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.problem = problem;
    this.remedy = remedy;
  }

  /** What kind of problem this is. */
  public Problem problem() {
    return problem;
  }

  /** What the user can do, a whole sentence; empty when there is nothing to add. */
  public String remedy() {
    return remedy;
  }
}
