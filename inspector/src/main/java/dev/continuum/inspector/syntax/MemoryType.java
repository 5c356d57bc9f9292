package dev.continuum.inspector.syntax;

/**
 * The type of a memory; its limits count pages.
 *
 * @param shared whether threads may share it (threads proposal)
 * @param pageSizeLog2 the page size as a power of two: 16 for 64 KiB, anything else only with the
 *     custom-page-sizes proposal
 */
public record MemoryType(Limits limits, boolean shared, int pageSizeLog2) implements ExternType {
  /** The page size of a memory that does not choose one: 64 KiB. */
  public static final int STANDARD_PAGE_SIZE_LOG2 = 16;

  @Override
  public ExternKind kind() {
    return ExternKind.MEMORY;
  }

  @Override
  public String wat(TypeNames names) {
    String text = limits.toString();
    if (shared) {
      text += " shared";
    }
    if (pageSizeLog2 != STANDARD_PAGE_SIZE_LOG2) {
      text += " (pagesize " + Long.toUnsignedString(1L << pageSizeLog2) + ")";
    }
    return text;
  }

  @Override
  public String toString() {
    return wat(TypeNames.NUMBERS);
  }
}
