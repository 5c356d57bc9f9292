package dev.continuum.inspector.syntax;

/** Where an instruction comes from: the first version of WebAssembly, or what was added to it. */
public enum Proposal {
  MVP("WebAssembly 1.0", 1),
  SIGN_EXTENSION("sign extension", 2),
  SATURATING_CONVERSION("saturating conversion", 2),
  BULK_MEMORY("bulk memory", 2),
  REFERENCE_TYPES("reference types", 2),
  SIMD("fixed-width vectors", 2),
  RELAXED_SIMD("relaxed vectors", 3),
  TAIL_CALLS("tail calls", 3),
  FUNCTION_REFERENCES("typed function references", 3),
  GC("garbage collection", 3),
  EXCEPTIONS("exceptions", 3),
  /** The first form of exceptions; browsers run it, the standard has it in an appendix only. */
  LEGACY_EXCEPTIONS("legacy exceptions", 0),
  /** Has no instructions of its own, but allows more of them in constant expressions. */
  EXTENDED_CONSTANTS("extended constant expressions", 3),
  THREADS("threads", 0),
  WIDE_ARITHMETIC("wide arithmetic", 0);

  private final String title;
  private final int version;

  Proposal(String title, int version) {
    this.title = title;
    this.version = version;
  }

  /** The name in a sentence, for example {@code tail calls}. */
  public String title() {
    return title;
  }

  /** The version of the standard that took it in, 1 to 3; 0 when none has. */
  public int version() {
    return version;
  }
}
