package dev.continuum.inspector.exec;

/**
 * How much a guest may take.
 *
 * @param memoryBytes the most bytes that the linear memories of a store may have together; 0 to 2³⁴
 * @param heapBytes the most bytes that structures, arrays and exceptions may take; 2²⁰ to 2³²
 * @param stackSlots the most slots of 8 bytes that all frames may take together
 * @param frames the most calls that may be open at once
 */
public record EngineLimits(long memoryBytes, long heapBytes, int stackSlots, int frames) {
  /** 4 GiB of memory, 1 GiB of heap, a stack of 8 MiB and 100,000 calls. */
  public static final EngineLimits DEFAULT = new EngineLimits(1L << 32, 1L << 30, 1 << 20, 100_000);

  public EngineLimits {
    if (memoryBytes < 0 || memoryBytes > 1L << 34) {
      throw new IllegalArgumentException("memoryBytes must be 0 to 2^34: " + memoryBytes);
    }
    if (heapBytes < 1 << 20 || heapBytes > 1L << 32) {
      throw new IllegalArgumentException("heapBytes must be 2^20 to 2^32: " + heapBytes);
    }
    if (stackSlots < 1024 || frames < 1) {
      throw new IllegalArgumentException("a stack needs 1024 slots and a frame");
    }
  }

  /**
   * The most that a guest may take of a Java heap, and no more than {@link #DEFAULT}.
   *
   * @param heap in bytes, from 2²⁰; history comes on top
   */
  public static EngineLimits within(long heap) {
    return new EngineLimits(
        Math.min(DEFAULT.memoryBytes, heap / 4 * 3),
        Math.max(1L << 20, Math.min(DEFAULT.heapBytes, heap / 2)),
        DEFAULT.stackSlots,
        DEFAULT.frames);
  }

  public EngineLimits withMemoryBytes(long bytes) {
    return new EngineLimits(bytes, heapBytes, stackSlots, frames);
  }
}
