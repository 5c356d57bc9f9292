package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.AddressType;
import dev.continuum.inspector.syntax.Limits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A memory instance (specification, "Memory Instances"): bytes in chunks of 16 KiB that are
 * allocated when first written. A chunk that an {@linkplain #image image} holds is copied before it
 * changes, so an image costs what is changed afterwards.
 *
 * <p>Two tables lead to the chunks: one for reading and one for writing. A chunk that must not be
 * read or written directly (it is shared with an image, watched, lies across the end, or has never
 * been written) is missing from them, so that the quick accessors, which look for nothing else,
 * fall back on the slow ones. Watching and recording therefore cost nothing elsewhere.
 */
public final class LinearMemory implements External {
  static final int CHUNK_LOG2 = 14;
  static final int CHUNK = 1 << CHUNK_LOG2;
  static final int MASK = CHUNK - 1;

  private static final byte[] ZEROS = new byte[CHUNK];
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  /** Chunks that may be read directly; null where they may not. */
  byte[][] readable = {};

  /** Chunks that may be written directly; null where they may not. */
  byte[][] writable = {};

  private @Nullable byte[][] chunks = {};
  private boolean[] owned = {};
  private long size;
  private final int pageSizeLog2;
  private final Limits limits;
  private final long most;
  private final boolean is64;
  private final boolean shared;
  private final BitSet watched = new BitSet();
  private @Nullable Watcher watcher;

  /** Learns of accesses to watched chunks, before they happen. */
  interface Watcher {
    /**
     * Sees an access of bytes that exist.
     *
     * @throws WatchHit to have the access made again in a mode that stops behind it
     */
    void access(LinearMemory memory, long address, long length, boolean write) throws WatchHit;
  }

  /**
   * @param limits the pages it starts with, at most {@code most}, and those it may have by its type
   * @param most the most pages it may ever have; growing further fails
   */
  LinearMemory(Limits limits, long most, int pageSizeLog2, boolean shared) {
    this.limits = limits;
    this.pageSizeLog2 = pageSizeLog2;
    this.shared = shared;
    is64 = limits.address() == AddressType.I64;
    Long maximum = limits.maximum();
    this.most = maximum != null && Long.compareUnsigned(maximum, most) < 0 ? maximum : most;
    resize(limits.minimum() << pageSizeLog2);
  }

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN)
        .withInvokeExactBehavior();
  }

  /** How many bytes it has. */
  public long size() {
    return size;
  }

  long pages() {
    return size >>> pageSizeLog2;
  }

  int pageSizeLog2() {
    return pageSizeLog2;
  }

  boolean is64() {
    return is64;
  }

  boolean isShared() {
    return shared;
  }

  /** The most pages its type allows, unsigned, or null. */
  @Nullable Long maximum() {
    return limits.maximum();
  }

  /** Whether it can come to have so many bytes. */
  boolean canHave(long bytes) {
    return bytes >>> pageSizeLog2 << pageSizeLog2 == bytes
        && Long.compareUnsigned(bytes >>> pageSizeLog2, most) <= 0
        && Long.compareUnsigned(bytes >>> pageSizeLog2, limits.minimum()) >= 0;
  }

  /**
   * Grows by a number of pages.
   *
   * @return the pages it had before, or -1 when it cannot grow that far
   */
  long grow(long delta) {
    long before = pages();
    if (Long.compareUnsigned(delta, most - before) > 0) {
      return -1;
    }
    resize((before + delta) << pageSizeLog2);
    return before;
  }

  private void resize(long bytes) {
    int count = Math.toIntExact((bytes + MASK) >>> CHUNK_LOG2);
    int before = chunks.length;
    size = bytes;
    chunks = Arrays.copyOf(chunks, count);
    owned = Arrays.copyOf(owned, count);
    readable = Arrays.copyOf(readable, count);
    writable = Arrays.copyOf(writable, count);
    for (int i = Math.max(0, before - 1); i < count; i++) {
      publish(i);
    }
  }

  /** Enters a chunk into the tables, as far as it may be accessed directly. */
  @SuppressWarnings("NullAway") // the tables hold null for what must not be accessed directly
  private void publish(int index) {
    boolean whole = (long) (index + 1) << CHUNK_LOG2 <= size && !watched.get(index);
    byte[] chunk = chunks[index];
    readable[index] = !whole ? null : chunk == null ? ZEROS : chunk;
    writable[index] = whole && owned[index] ? chunk : null;
  }

  // Quick access. Addresses are sums that did not overflow, and not negative.

  static int get8(byte[][] readable, long address, LinearMemory memory)
      throws TrapException, WatchHit {
    long index = address >>> CHUNK_LOG2;
    if (index < readable.length) {
      byte[] chunk = readable[(int) index];
      if (chunk != null) {
        return chunk[(int) address & MASK];
      }
    }
    return (byte) memory.slowGet(address, 1);
  }

  static int get16(byte[][] readable, long address, LinearMemory memory)
      throws TrapException, WatchHit {
    long index = address >>> CHUNK_LOG2;
    int at = (int) address & MASK;
    if (index < readable.length && at <= CHUNK - 2) {
      byte[] chunk = readable[(int) index];
      if (chunk != null) {
        return (short) SHORT.get(chunk, at);
      }
    }
    return (short) memory.slowGet(address, 2);
  }

  static int get32(byte[][] readable, long address, LinearMemory memory)
      throws TrapException, WatchHit {
    long index = address >>> CHUNK_LOG2;
    int at = (int) address & MASK;
    if (index < readable.length && at <= CHUNK - 4) {
      byte[] chunk = readable[(int) index];
      if (chunk != null) {
        return (int) INT.get(chunk, at);
      }
    }
    return (int) memory.slowGet(address, 4);
  }

  static long get64(byte[][] readable, long address, LinearMemory memory)
      throws TrapException, WatchHit {
    long index = address >>> CHUNK_LOG2;
    int at = (int) address & MASK;
    if (index < readable.length && at <= CHUNK - 8) {
      byte[] chunk = readable[(int) index];
      if (chunk != null) {
        return (long) LONG.get(chunk, at);
      }
    }
    return memory.slowGet(address, 8);
  }

  static void put8(byte[][] writable, long address, int value, LinearMemory memory)
      throws TrapException, WatchHit {
    long index = address >>> CHUNK_LOG2;
    if (index < writable.length) {
      byte[] chunk = writable[(int) index];
      if (chunk != null) {
        chunk[(int) address & MASK] = (byte) value;
        return;
      }
    }
    memory.slowPut(address, value, 1);
  }

  static void put16(byte[][] writable, long address, int value, LinearMemory memory)
      throws TrapException, WatchHit {
    long index = address >>> CHUNK_LOG2;
    int at = (int) address & MASK;
    if (index < writable.length && at <= CHUNK - 2) {
      byte[] chunk = writable[(int) index];
      if (chunk != null) {
        SHORT.set(chunk, at, (short) value);
        return;
      }
    }
    memory.slowPut(address, value, 2);
  }

  static void put32(byte[][] writable, long address, int value, LinearMemory memory)
      throws TrapException, WatchHit {
    long index = address >>> CHUNK_LOG2;
    int at = (int) address & MASK;
    if (index < writable.length && at <= CHUNK - 4) {
      byte[] chunk = writable[(int) index];
      if (chunk != null) {
        INT.set(chunk, at, value);
        return;
      }
    }
    memory.slowPut(address, value, 4);
  }

  static void put64(byte[][] writable, long address, long value, LinearMemory memory)
      throws TrapException, WatchHit {
    long index = address >>> CHUNK_LOG2;
    int at = (int) address & MASK;
    if (index < writable.length && at <= CHUNK - 8) {
      byte[] chunk = writable[(int) index];
      if (chunk != null) {
        LONG.set(chunk, at, value);
        return;
      }
    }
    memory.slowPut(address, value, 8);
  }

  // Slow access: any address, watched or not

  /** Traps unless bytes exist; the length is not negative. */
  void check(long address, long length) throws TrapException {
    if (Long.compareUnsigned(address, size) > 0 || length > size - address) {
      throw new TrapException(
          Trap.OUT_OF_BOUNDS_MEMORY,
          length
              + (length == 1 ? " byte" : " bytes")
              + " at 0x"
              + Long.toHexString(address)
              + ", but the memory has "
              + size
              + " bytes");
    }
  }

  /** Checks the bounds of an access and shows it to the watcher. */
  void access(long address, long length, boolean write) throws TrapException, WatchHit {
    check(address, length);
    if (watcher != null && length > 0) {
      int last = (int) ((address + length - 1) >>> CHUNK_LOG2);
      int next = watched.nextSetBit((int) (address >>> CHUNK_LOG2));
      if (next >= 0 && next <= last) {
        watcher.access(this, address, length, write);
      }
    }
  }

  /** Reads 1 to 8 bytes, zero-extended. */
  long slowGet(long address, int bytes) throws TrapException, WatchHit {
    access(address, bytes, false);
    return peek(address, bytes);
  }

  void slowPut(long address, long value, int bytes) throws TrapException, WatchHit {
    access(address, bytes, true);
    poke(address, value, bytes);
  }

  /** Reads 1 to 8 bytes that exist, unseen by the watcher. */
  long peek(long address, int bytes) {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | peekByte(address + i);
    }
    return value;
  }

  private int peekByte(long address) {
    byte[] chunk = chunks[(int) (address >>> CHUNK_LOG2)];
    return chunk == null ? 0 : chunk[(int) address & MASK] & 0xff;
  }

  /** Writes 1 to 8 bytes that exist, unseen by the watcher. */
  void poke(long address, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      own((int) ((address + i) >>> CHUNK_LOG2))[(int) (address + i) & MASK] =
          (byte) (value >>> 8 * i);
    }
  }

  /** A chunk that may be written. */
  private byte[] own(int index) {
    byte[] chunk = chunks[index];
    if (chunk == null || !owned[index]) {
      chunk = chunk == null ? new byte[CHUNK] : chunk.clone();
      chunks[index] = chunk;
      owned[index] = true;
      publish(index);
    }
    return chunk;
  }

  /** {@code memory.fill}. */
  void fill(long address, int value, long length) throws TrapException, WatchHit {
    access(address, length, true);
    pokeFill(address, value, length);
  }

  /** Fills bytes that exist, unseen by the watcher. */
  void pokeFill(long address, int value, long length) {
    long end = address + length;
    for (long at = address; at < end; ) {
      int from = (int) at & MASK;
      int count = (int) Math.min(CHUNK - from, end - at);
      int index = (int) (at >>> CHUNK_LOG2);
      if (value != 0 || chunks[index] != null) {
        Arrays.fill(own(index), from, from + count, (byte) value);
      }
      at += count;
    }
  }

  /** {@code memory.copy}: as if all bytes were read before the first is written. */
  void copy(long target, LinearMemory source, long from, long length)
      throws TrapException, WatchHit {
    check(target, length);
    source.access(from, length, false);
    access(target, length, true);
    if (source == this && from < target && target < from + length) {
      for (long left = length; left > 0; ) {
        // Backwards, in pieces that end where a chunk of either side starts.
        int count =
            (int)
                Math.min(
                    left,
                    Math.min(((from + left - 1) & MASK) + 1, ((target + left - 1) & MASK) + 1));
        left -= count;
        piece(target + left, source, from + left, count);
      }
      return;
    }
    for (long done = 0; done < length; ) {
      int count =
          (int)
              Math.min(
                  length - done,
                  Math.min(CHUNK - ((from + done) & MASK), CHUNK - ((target + done) & MASK)));
      piece(target + done, source, from + done, count);
      done += count;
    }
  }

  private void piece(long target, LinearMemory source, long from, int count) {
    byte[] bytes = source.chunks[(int) (from >>> CHUNK_LOG2)];
    int index = (int) (target >>> CHUNK_LOG2);
    int at = (int) target & MASK;
    if (bytes == null) {
      if (chunks[index] != null) {
        Arrays.fill(own(index), at, at + count, (byte) 0);
      }
    } else {
      System.arraycopy(bytes, (int) from & MASK, own(index), at, count);
    }
  }

  /** Copies bytes in, from an array or a file. */
  void put(long address, byte[] source, int from, int length) throws TrapException, WatchHit {
    access(address, length, true);
    pokeAll(address, source, from, length);
  }

  /** Copies bytes that have a place in, unseen by the watcher. */
  void pokeAll(long address, byte[] source, int from, int length) {
    int done = 0;
    while (done < length) {
      int at = (int) (address + done) & MASK;
      int count = Math.min(CHUNK - at, length - done);
      System.arraycopy(
          source, from + done, own((int) ((address + done) >>> CHUNK_LOG2)), at, count);
      done += count;
    }
  }

  /** Copies bytes that exist out, unseen by the watcher. */
  void peekAll(long address, byte[] target, int to, int length) {
    int done = 0;
    while (done < length) {
      int at = (int) (address + done) & MASK;
      int count = Math.min(CHUNK - at, length - done);
      byte[] chunk = chunks[(int) ((address + done) >>> CHUNK_LOG2)];
      System.arraycopy(chunk == null ? ZEROS : chunk, at, target, to + done, count);
      done += count;
    }
  }

  /** The first address, at or behind one, in a chunk that was ever written; the size if none. */
  long nextData(long address) {
    int index = (int) (Math.min(address, size) >>> CHUNK_LOG2);
    if (index < chunks.length && chunks[index] != null) {
      return Math.min(address, size);
    }
    do {
      index++;
    } while (index < chunks.length && chunks[index] == null);
    return index < chunks.length ? (long) index << CHUNK_LOG2 : size;
  }

  /** The last end, at or before one, of bytes in a chunk that was ever written; 0 if none. */
  long lastData(long end) {
    long from = Math.min(end, size);
    int index = (int) ((from - 1) >> CHUNK_LOG2);
    if (index >= 0 && chunks[index] != null) {
      return from;
    }
    do {
      index--;
    } while (index >= 0 && chunks[index] == null);
    return index < 0 ? 0 : (long) (index + 1) << CHUNK_LOG2;
  }

  // Watching, and images

  /** Sends accesses to some chunks past a watcher; an empty set ends it. */
  void watch(BitSet chunkIndices, @Nullable Watcher by) {
    BitSet changed = (BitSet) watched.clone();
    changed.xor(chunkIndices);
    watched.clear();
    watched.or(chunkIndices);
    watcher = by;
    for (int i = changed.nextSetBit(0);
        i >= 0 && i < chunks.length;
        i = changed.nextSetBit(i + 1)) {
      publish(i);
    }
  }

  /** What a memory held at a moment; a chunk that is null holds zeros. */
  record Image(long size, @Nullable byte[][] chunks) {}

  /** The content as it is now. */
  Image image() {
    for (int i = 0; i < chunks.length; i++) {
      if (owned[i]) {
        owned[i] = false;
        publish(i);
      }
    }
    return new Image(size, chunks.clone());
  }

  /** Brings a content back. */
  void restore(Image image) {
    chunks = image.chunks.clone();
    size = image.size;
    owned = new boolean[chunks.length];
    readable = new byte[chunks.length][];
    writable = new byte[chunks.length][];
    for (int i = 0; i < chunks.length; i++) {
      publish(i);
    }
  }
}
