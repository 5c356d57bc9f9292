package dev.continuum.inspector.exec.wasi;

/**
 * The buffers of a guest that one call fills or empties, one after the other (WASI, "iovec_array",
 * "ciovec_array"). All lie in the memory; that is checked before anything is read or written.
 */
final class Buffers {
  /** As many as wasi-libc allows ({@code IOV_MAX}). */
  private static final int MAXIMUM_COUNT = 1024;

  /**
   * What one call moves at most; a longer one is answered as a short read or write, which callers
   * have to expect, so that a call ends soon whatever lengths a guest gives.
   */
  static final int MAXIMUM_LENGTH = 16 << 20;

  private static final long ENTRY_SIZE = 8;

  private final Guest guest;
  private final long[] addresses;
  private final long[] lengths;
  private long remaining;
  private int buffer;
  private long offset;

  private Buffers(Guest guest, long[] addresses, long[] lengths, long remaining) {
    this.guest = guest;
    this.addresses = addresses;
    this.lengths = lengths;
    this.remaining = remaining;
  }

  /**
   * The buffers of a call.
   *
   * @param argument the argument that holds the address of the array; the next holds its length
   */
  static Buffers of(Guest guest, int argument) throws ErrnoException {
    long array = guest.u32(argument);
    long count = guest.u32(argument + 1);
    if (count > MAXIMUM_COUNT) {
      throw new ErrnoException(Errno.INVAL);
    }
    long[] addresses = new long[(int) count];
    long[] lengths = new long[(int) count];
    long total = 0;
    for (int i = 0; i < count; i++) {
      addresses[i] = guest.readUnsignedInt(array + i * ENTRY_SIZE);
      lengths[i] = guest.readUnsignedInt(array + i * ENTRY_SIZE + 4);
      if (lengths[i] > 0) {
        guest.require(addresses[i], lengths[i]);
      }
      total += lengths[i];
    }
    if (total > 0xffff_ffffL) {
      throw new ErrnoException(Errno.INVAL);
    }
    return new Buffers(guest, addresses, lengths, Math.min(total, MAXIMUM_LENGTH));
  }

  /** How many bytes this call still moves at most. */
  int remaining() {
    return (int) remaining;
  }

  /** Takes the next bytes out of the guest's buffers: how many, 0 when there are none left. */
  int take(byte[] target) throws ErrnoException {
    int wanted = (int) Math.min(target.length, remaining);
    move(target, wanted, false);
    return wanted;
  }

  /** Puts bytes into the guest's buffers, behind those put before. */
  void put(byte[] source, int length) throws ErrnoException {
    move(source, length, true);
  }

  private void move(byte[] bytes, int length, boolean toGuest) throws ErrnoException {
    int moved = 0;
    while (moved < length) {
      if (offset == lengths[buffer]) {
        buffer++;
        offset = 0;
        continue;
      }
      int step = (int) Math.min(length - moved, lengths[buffer] - offset);
      long address = addresses[buffer] + offset;
      if (toGuest) {
        guest.write(address, bytes, moved, step);
      } else {
        guest.read(address, bytes, moved, step);
      }
      moved += step;
      offset += step;
    }
    remaining -= length;
  }
}
