package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.syntax.AddressType;

/** A memory as expressions read it. Only bytes below {@link #size} are asked for. */
public interface ScopeMemory {
  AddressType addressType();

  /** The size in bytes. */
  long size();

  /**
   * A number, little end first.
   *
   * @param width in bytes: 1, 2, 4 or 8
   * @return the number, its upper bits zero
   */
  long load(long address, int width);

  /** Copies bytes out of the memory. */
  void read(long address, byte[] target, int from, int length);

  /**
   * The first address, at or behind one, from which on bytes may be other than zero; the size when
   * there is none. For passing over what was never written without reading it.
   */
  default long nextData(long address) {
    return Math.min(address, size());
  }

  /**
   * The last end, at or before one, up to which bytes may be other than zero; 0 when there is none.
   */
  default long lastData(long end) {
    return Math.min(end, size());
  }
}
