package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.io.OutputStream;

/** Where a guest's standard output or standard error goes. */
@FunctionalInterface
public interface WasiOutput {
  /** Takes nothing down: what is written is gone. */
  WasiOutput DISCARDED = (source, from, length) -> {};

  /**
   * Takes bytes. The guest's call ends when this returns, so what it wrote is never behind what it
   * does. The array is used again afterwards.
   *
   * @throws IOException when nobody reads any more, which the guest is told
   */
  void write(byte[] source, int from, int length) throws IOException;

  /** Writes to a stream, and flushes it each time. */
  static WasiOutput to(OutputStream stream) {
    return (source, from, length) -> {
      stream.write(source, from, length);
      stream.flush();
    };
  }
}
