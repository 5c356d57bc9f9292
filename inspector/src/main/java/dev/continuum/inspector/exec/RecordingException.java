package dev.continuum.inspector.exec;

import org.jspecify.annotations.Nullable;

/** A recording cannot be opened. The message says why, and what to do, in sentences. */
public final class RecordingException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** The file is something else. */
    NOT_A_RECORDING,
    /** It was written by a newer version of this program. */
    NEWER_VERSION,
    /** It is cut off, or something in it has changed. */
    DAMAGED,
    /** It is of another module than the one given. */
    OTHER_MODULE,
    /** The guest was allowed more than is allowed here. */
    TOO_LARGE
  }

  private final Reason reason;
  private final transient @Nullable RecordingHeader header;

  RecordingException(Reason reason, String message, @Nullable RecordingHeader header) {
    super(message);
    this.reason = reason;
    this.header = header;
  }

  static RecordingException damaged(String what) {
    return new RecordingException(
        Reason.DAMAGED,
        "The recording is damaged: "
            + what
            + ". It cannot be opened; copy it again from where it was made, or record again.",
        null);
  }

  public Reason reason() {
    return reason;
  }

  /** What the recording says of itself, as far as that could be read; else null. */
  public @Nullable RecordingHeader header() {
    return header;
  }
}
