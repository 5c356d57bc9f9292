package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.expression.ScopeMemory;
import dev.continuum.inspector.syntax.AddressType;

/** A memory as expressions read it, unseen by watchpoints. */
record GuestMemoryView(LinearMemory memory) implements ScopeMemory {
  @Override
  public AddressType addressType() {
    return memory.is64() ? AddressType.I64 : AddressType.I32;
  }

  @Override
  public long size() {
    return memory.size();
  }

  @Override
  public long load(long address, int width) {
    return memory.peek(address, width);
  }

  @Override
  public void read(long address, byte[] target, int from, int length) {
    memory.peekAll(address, target, from, length);
  }

  @Override
  public long nextData(long address) {
    return memory.nextData(address);
  }

  @Override
  public long lastData(long end) {
    return memory.lastData(end);
  }
}
