package dev.continuum.inspector.exec;

/**
 * A guest's linear memory as functions of the host see it. Addresses are unsigned and counted in
 * bytes; numbers lie little end first. Every access outside of the memory throws a {@link
 * TrapException} of {@link Trap#OUT_OF_BOUNDS_MEMORY} and changes nothing. What is written through
 * it is recorded, so that it can be replayed without asking the host again.
 */
public interface GuestMemory {
  /** The size in bytes: 0 to 2³² or, with 64-bit addresses, more. */
  long size();

  /** Reads a byte, 0 to 255. */
  int readByte(long address) throws TrapException;

  int readInt(long address) throws TrapException;

  long readLong(long address) throws TrapException;

  /** Copies bytes out of the memory. */
  void read(long address, byte[] target, int from, int length) throws TrapException;

  void writeByte(long address, int value) throws TrapException;

  void writeShort(long address, int value) throws TrapException;

  void writeInt(long address, int value) throws TrapException;

  void writeLong(long address, long value) throws TrapException;

  /** Copies bytes into the memory. */
  void write(long address, byte[] source, int from, int length) throws TrapException;
}
