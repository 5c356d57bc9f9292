package dev.continuum.inspector.exec;

/** A memory as functions of the host see it. */
class HostView implements GuestMemory {
  private final LinearMemory memory;

  HostView(LinearMemory memory) {
    this.memory = memory;
  }

  @Override
  public final long size() {
    return memory.size();
  }

  @Override
  public final int readByte(long address) throws TrapException {
    return (int) number(address, 1);
  }

  @Override
  public final int readInt(long address) throws TrapException {
    return (int) number(address, 4);
  }

  @Override
  public final long readLong(long address) throws TrapException {
    return number(address, 8);
  }

  private long number(long address, int length) throws TrapException {
    memory.check(address, length);
    return memory.peek(address, length);
  }

  @Override
  public final void read(long address, byte[] target, int from, int length) throws TrapException {
    memory.check(address, length);
    memory.peekAll(address, target, from, length);
  }

  @Override
  public final void writeByte(long address, int value) throws TrapException {
    number(address, value, 1);
  }

  @Override
  public final void writeShort(long address, int value) throws TrapException {
    number(address, value, 2);
  }

  @Override
  public final void writeInt(long address, int value) throws TrapException {
    number(address, value, 4);
  }

  @Override
  public final void writeLong(long address, long value) throws TrapException {
    number(address, value, 8);
  }

  private void number(long address, long value, int length) throws TrapException {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (value >>> 8 * i);
    }
    write(address, bytes, 0, length);
  }

  @Override
  public void write(long address, byte[] source, int from, int length) throws TrapException {
    memory.check(address, length);
    memory.pokeAll(address, source, from, length);
  }
}
