package dev.continuum.inspector.exec.random;

/** What a random program may use beyond WebAssembly 2.0 without vectors. */
public enum Part {
  VECTORS,
  TAIL_CALLS,
  EXCEPTIONS,
  LEGACY_EXCEPTIONS,
  /** Structures, arrays, casts and calls through typed references. */
  AGGREGATES,
  MEMORIES,
  ADDRESSES_64,
  ATOMICS,
  RELAXED_VECTORS,
  WIDE_ARITHMETIC
}
