package dev.continuum.targets.ssh;

import java.io.IOException;

/** Receives a command's standard output as it comes; called on one thread, and must be quick. */
@FunctionalInterface
public interface ExecOutput {
  /**
   * Bytes {@code [offset, offset + length)} of a buffer that is used again afterwards.
   *
   * @throws IOException when there is more than there may be, which ends the command
   */
  void write(byte[] buffer, int offset, int length) throws IOException;
}
