package dev.continuum.targets.target.run;

/**
 * Receives a guest's output as it comes, in chunks of bytes that respect neither lines nor
 * characters. Called on background threads, one call at a time per stream; a slow listener slows
 * the guest, so that nothing piles up.
 */
public interface OutputListener {
  /** The two streams. */
  enum Stream {
    STDOUT,
    STDERR
  }

  /**
   * Told once, before any output, what executes the guest.
   *
   * @param reason why this engine was chosen, as a sentence; empty when there is nothing to say
   */
  default void engine(RunEngine engine, String reason) {}

  /** Told once, after all output, what became of a recording that was asked for. */
  default void recorded(Recording recording) {}

  /** Told once, after all output, what became of a profile that was asked for. */
  default void profiled(Recording profile) {}

  /** Bytes {@code [0, length)} of {@code buffer} arrived; the buffer is used again afterwards. */
  void output(Stream stream, byte[] buffer, int length);
}
