package dev.continuum.inspector.exec.wasi;

import dev.continuum.inspector.exec.GuestMemory;
import dev.continuum.inspector.exec.TrapException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One call as a function sees it: its arguments, and the memory of the guest. An address outside of
 * the memory is {@link Errno#FAULT}, as preview 1 has it, not a trap.
 */
final class Guest {
  /** The longest path, as {@code PATH_MAX} of wasi-libc has it. */
  private static final int PATH_MAX = 4096;

  private final @Nullable GuestMemory memory;
  private final long[] arguments;

  Guest(@Nullable GuestMemory memory, long[] arguments) {
    this.memory = memory;
    this.arguments = arguments;
  }

  /** A 32-bit argument as flags, tags and descriptors need it. */
  int i32(int argument) {
    return (int) arguments[argument];
  }

  /** A 32-bit argument as an unsigned number: an address, a length, a count. */
  long u32(int argument) {
    return Integer.toUnsignedLong((int) arguments[argument]);
  }

  long i64(int argument) {
    return arguments[argument];
  }

  /** A path that is given by its address and, in the next argument, its length. */
  String path(int argument) throws ErrnoException {
    long address = u32(argument);
    long length = u32(argument + 1);
    require(address, length);
    if (length >= PATH_MAX) {
      throw new ErrnoException(Errno.NAMETOOLONG);
    }
    byte[] bytes = new byte[(int) length];
    read(address, bytes, 0, bytes.length);
    for (byte value : bytes) {
      if (value == 0) {
        throw new ErrnoException(Errno.INVAL);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ErrnoException(Errno.ILSEQ);
    }
  }

  /** Checks that a range lies in the memory, before anything happens that would be half done. */
  void require(long address, long length) throws ErrnoException {
    GuestMemory present = memory();
    if (length > present.size() || address > present.size() - length) {
      throw new ErrnoException(Errno.FAULT);
    }
  }

  int readByte(long address) throws ErrnoException {
    try {
      return memory().readByte(address);
    } catch (TrapException e) {
      throw new ErrnoException(Errno.FAULT);
    }
  }

  int readShort(long address) throws ErrnoException {
    return readByte(address) | readByte(address + 1) << 8;
  }

  long readUnsignedInt(long address) throws ErrnoException {
    try {
      return Integer.toUnsignedLong(memory().readInt(address));
    } catch (TrapException e) {
      throw new ErrnoException(Errno.FAULT);
    }
  }

  long readLong(long address) throws ErrnoException {
    try {
      return memory().readLong(address);
    } catch (TrapException e) {
      throw new ErrnoException(Errno.FAULT);
    }
  }

  void read(long address, byte[] target, int from, int length) throws ErrnoException {
    try {
      memory().read(address, target, from, length);
    } catch (TrapException e) {
      throw new ErrnoException(Errno.FAULT);
    }
  }

  void writeInt(long address, int value) throws ErrnoException {
    try {
      memory().writeInt(address, value);
    } catch (TrapException e) {
      throw new ErrnoException(Errno.FAULT);
    }
  }

  void writeLong(long address, long value) throws ErrnoException {
    try {
      memory().writeLong(address, value);
    } catch (TrapException e) {
      throw new ErrnoException(Errno.FAULT);
    }
  }

  void write(long address, byte[] source, int from, int length) throws ErrnoException {
    try {
      memory().write(address, source, from, length);
    } catch (TrapException e) {
      throw new ErrnoException(Errno.FAULT);
    }
  }

  private GuestMemory memory() throws ErrnoException {
    if (memory == null) {
      throw new ErrnoException(Errno.FAULT);
    }
    return memory;
  }
}
