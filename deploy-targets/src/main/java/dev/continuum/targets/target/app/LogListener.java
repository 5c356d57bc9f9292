package dev.continuum.targets.target.app;

import java.util.List;

/** Receives an app's log, in order, in batches. Called on one background thread. */
public interface LogListener {
  /** More lines arrived. */
  void lines(List<LogLine> lines);

  /**
   * All that the log held when following began, or began again after a lost connection, was given
   * to {@link #lines}; what follows is new.
   */
  default void caughtUp() {}

  /** The connection was lost or came back; the stream goes on where it was. */
  void connection(boolean connected, String message);

  /** The stream ended and will not go on: the app's log is gone, or it was closed. */
  void ended(String message);
}
