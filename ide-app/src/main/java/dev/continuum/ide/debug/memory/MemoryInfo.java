package dev.continuum.ide.debug.memory;

/**
 * A memory of the guest.
 *
 * @param name without the {@code $}; empty when it has none
 * @param size in bytes
 * @param wide whether its addresses have 64 bits
 */
record MemoryInfo(int index, String name, long size, boolean wide) {
  /** Such as {@code $heap, 4 GiB}. */
  @Override
  public String toString() {
    String shown = name.isEmpty() ? "memory[" + index + "]" : MemoryWords.name(name);
    return shown + ", " + MemoryWords.size(size);
  }

  /** How many hexadecimal digits an address has. */
  int digits() {
    return Math.max(8, Long.toHexString(Math.max(0, size - 1)).length());
  }
}
