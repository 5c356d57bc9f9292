package dev.continuum.inspector.exec.wasi;

import java.security.SecureRandom;
import java.util.Random;

/** Where a guest's random bytes come from. */
@FunctionalInterface
public interface WasiRandom {
  /** Fills an array. */
  void fill(byte[] target);

  /** Bytes that nobody can foretell. */
  static WasiRandom secure() {
    return new SecureRandom()::nextBytes;
  }

  /** The same bytes in each run, and on each version of Java; not fit for keys. */
  static WasiRandom seeded(long seed) {
    return new Random(seed)::nextBytes;
  }
}
