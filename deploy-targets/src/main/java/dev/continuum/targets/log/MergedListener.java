package dev.continuum.targets.log;

import java.util.List;

/** Receives several logs as one. Called on background threads, one at a time. */
public interface MergedListener {
  /** More lines, in order. */
  void lines(List<MergedLine> lines);

  /** All that a log held when it was opened has come. */
  void caughtUp(int source);

  /** A log's connection was lost or came back, or the device has dropped part of the log. */
  void connection(int source, boolean connected, String message);

  /** A log ended and will not go on. */
  void ended(int source, String message);
}
