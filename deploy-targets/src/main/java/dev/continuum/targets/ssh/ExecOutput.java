package dev.continuum.targets.ssh;

/** Receives a command's standard output as it comes; called on one thread, and must be quick. */
@FunctionalInterface
public interface ExecOutput {
  /** Bytes {@code [offset, offset + length)} of a buffer that is used again afterwards. */
  void write(byte[] buffer, int offset, int length);
}
