package dev.continuum.inspector.syntax;

/**
 * What is understood beyond WebAssembly 3.0. A module that uses something switched off is
 * malformed, as for an engine that has never heard of it.
 *
 * @param threads shared memories and atomic instructions
 * @param legacyExceptions {@code try}, {@code catch}, {@code rethrow}, {@code delegate}
 * @param customPageSizes memories whose pages are not 64 KiB
 * @param wideArithmetic 128-bit addition, subtraction and multiplication
 */
public record Features(
    boolean threads, boolean legacyExceptions, boolean customPageSizes, boolean wideArithmetic) {
  /** WebAssembly 3.0 and nothing else. */
  public static final Features STANDARD = new Features(false, false, false, false);

  /** Everything this program knows. */
  public static final Features ALL = new Features(true, true, true, true);

  /** Whether the instructions of a proposal are understood. */
  public boolean includes(Proposal proposal) {
    return switch (proposal) {
      case THREADS -> threads;
      case LEGACY_EXCEPTIONS -> legacyExceptions;
      case WIDE_ARITHMETIC -> wideArithmetic;
      default -> true;
    };
  }
}
