package dev.continuum.inspector.exec.wasi;

import dev.continuum.inspector.exec.GuestMemory;
import dev.continuum.inspector.exec.Trap;
import dev.continuum.inspector.exec.TrapException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A memory that says whether it was written to, as a recording sees it. */
final class ByteMemory implements GuestMemory {
  private final byte[] bytes;
  private final ByteBuffer buffer;
  private int writes;

  ByteMemory(int size) {
    bytes = new byte[size];
    buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int writes() {
    return writes;
  }

  private int at(long address, int length) throws TrapException {
    if (address < 0 || address > bytes.length - length) {
      throw new TrapException(Trap.OUT_OF_BOUNDS_MEMORY, address + " + " + length);
    }
    return (int) address;
  }

  private int written(long address, int length) throws TrapException {
    int index = at(address, length);
    writes++;
    return index;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public int readByte(long address) throws TrapException {
    return buffer.get(at(address, 1)) & 0xff;
  }

  @Override
  public int readInt(long address) throws TrapException {
    return buffer.getInt(at(address, 4));
  }

  @Override
  public long readLong(long address) throws TrapException {
    return buffer.getLong(at(address, 8));
  }

  @Override
  public void read(long address, byte[] target, int from, int length) throws TrapException {
    buffer.get(at(address, length), target, from, length);
  }

  @Override
  public void writeByte(long address, int value) throws TrapException {
    buffer.put(written(address, 1), (byte) value);
  }

  @Override
  public void writeShort(long address, int value) throws TrapException {
    buffer.putShort(written(address, 2), (short) value);
  }

  @Override
  public void writeInt(long address, int value) throws TrapException {
    buffer.putInt(written(address, 4), value);
  }

  @Override
  public void writeLong(long address, long value) throws TrapException {
    buffer.putLong(written(address, 8), value);
  }

  @Override
  public void write(long address, byte[] source, int from, int length) throws TrapException {
    buffer.put(written(address, length), source, from, length);
  }
}
