package dev.continuum.targets.target;

import java.io.IOException;
import java.util.OptionalInt;

/** A shell on a device's terminal. One thread reads; any may write, resize and close. */
public interface DeviceShell extends AutoCloseable {
  /**
   * Waits for output.
   *
   * @return how many bytes are in the buffer now, at least one; -1 when the shell has ended or the
   *     connection is lost
   */
  int read(byte[] buffer) throws IOException;

  /**
   * Sends what is typed. Blocks while the device takes nothing.
   *
   * @throws IOException when the shell has ended or the connection is lost
   */
  void write(byte[] typed) throws IOException;

  /**
   * Tells the programs there how large the terminal is now, 1 to 1000 each; in order with writes.
   */
  void resize(int columns, int rows);

  /** The shell's exit status once it has ended; empty before, and when the connection was lost. */
  OptionalInt exitStatus();

  /** Hangs up. */
  @Override
  void close();
}
