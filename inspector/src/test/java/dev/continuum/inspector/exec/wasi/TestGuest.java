package dev.continuum.inspector.exec.wasi;

import dev.continuum.inspector.exec.GuestExit;
import dev.continuum.inspector.exec.HostFunction;
import dev.continuum.inspector.exec.TrapException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * Calls functions as a guest does: all it gives and gets lies in a memory. Calls that fail must not
 * have written to it, which each call here checks.
 */
final class TestGuest implements AutoCloseable {
  static final int MEMORY_SIZE = 1 << 18;
  static final long ALL_RIGHTS = Rights.ALL;
  static final int FOLLOW = 1;

  private final Wasi wasi;
  private final ByteMemory memory = new ByteMemory(MEMORY_SIZE);
  private int free = 1024;

  TestGuest(WasiConfig.Builder config) throws IOException {
    wasi = Wasi.open(config.build());
  }

  private TestGuest(Wasi wasi) {
    this.wasi = wasi;
  }

  /** One whose directories are not held by handles, as on a platform that has none. */
  static TestGuest plain(Path directory) throws IOException {
    var config = WasiConfig.builder().preopen(directory, "/", WasiConfig.Access.READ_WRITE).build();
    return new TestGuest(
        Wasi.open(config, (host, writable) -> new PlainFolder(host.toRealPath(), writable)));
  }

  /** One with a directory under descriptor 3. */
  static TestGuest with(Path directory) throws IOException {
    return new TestGuest(
        WasiConfig.builder().preopen(directory, "/", WasiConfig.Access.READ_WRITE));
  }

  static TestGuest reading(Path directory) throws IOException {
    return new TestGuest(WasiConfig.builder().preopen(directory, "/", WasiConfig.Access.READ_ONLY));
  }

  Errno call(String name, long... arguments) {
    try {
      return interruptibly(name, arguments);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Errno interruptibly(String name, long... arguments) throws InterruptedException {
    HostFunction function = Objects.requireNonNull(wasi.function(name), name);
    int parameters = Objects.requireNonNull(wasi.type(name)).parameters().size();
    if (parameters != arguments.length) {
      throw new AssertionError(name + " takes " + parameters + " arguments");
    }
    long[] results = new long[1];
    int written = memory.writes();
    try {
      function.call(memory, arguments, results);
    } catch (TrapException | GuestExit e) {
      throw new AssertionError(e);
    }
    Errno errno = Errno.values()[(int) results[0]];
    if (errno != Errno.SUCCESS && memory.writes() != written) {
      throw new AssertionError(name + " failed and wrote to the memory");
    }
    return errno;
  }

  /** Calls what has to succeed. */
  void run(String name, long... arguments) {
    Errno errno = call(name, arguments);
    if (errno != Errno.SUCCESS) {
      throw new AssertionError(name + Arrays.toString(arguments) + ": " + errno);
    }
  }

  int parameters(String name) {
    return Objects.requireNonNull(wasi.type(name)).parameters().size();
  }

  HostFunction function(String name) {
    return Objects.requireNonNull(wasi.function(name), name);
  }

  ByteMemory memory() {
    return memory;
  }

  /** Room in the memory. */
  int room(int size) {
    int address = (free + 7) & ~7;
    free = address + size;
    if (free > MEMORY_SIZE) {
      throw new AssertionError("the test's memory is full");
    }
    return address;
  }

  /** Makes all room free again. */
  void reset() {
    free = 1024;
  }

  int bytes(byte[] bytes) {
    int address = room(bytes.length);
    try {
      memory.write(address, bytes, 0, bytes.length);
    } catch (TrapException e) {
      throw new AssertionError(e);
    }
    return address;
  }

  /** An array of buffers: pairs of address and length. */
  int buffers(int... pairs) {
    int address = room(4 * pairs.length);
    for (int i = 0; i < pairs.length; i++) {
      setInt(address + 4L * i, pairs[i]);
    }
    return address;
  }

  void setInt(long address, int value) {
    try {
      memory.writeInt(address, value);
    } catch (TrapException e) {
      throw new AssertionError(e);
    }
  }

  void setLong(long address, long value) {
    try {
      memory.writeLong(address, value);
    } catch (TrapException e) {
      throw new AssertionError(e);
    }
  }

  int getByte(long address) {
    try {
      return memory.readByte(address);
    } catch (TrapException e) {
      throw new AssertionError(e);
    }
  }

  int getInt(long address) {
    try {
      return memory.readInt(address);
    } catch (TrapException e) {
      throw new AssertionError(e);
    }
  }

  long getLong(long address) {
    try {
      return memory.readLong(address);
    } catch (TrapException e) {
      throw new AssertionError(e);
    }
  }

  byte[] getBytes(long address, int length) {
    byte[] bytes = new byte[length];
    try {
      memory.read(address, bytes, 0, length);
    } catch (TrapException e) {
      throw new AssertionError(e);
    }
    return bytes;
  }

  String getText(long address, int length) {
    return new String(getBytes(address, length), StandardCharsets.UTF_8);
  }

  /** Calls a function of a descriptor and a path, such as {@code path_unlink_file}. */
  Errno path(String name, int descriptor, String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    return call(name, descriptor, bytes(bytes), bytes.length);
  }

  /** Calls {@code path_rename}, or {@code path_link} of a link that is not followed. */
  Errno paths(String name, int from, String path, int to, String newPath) {
    byte[] old = path.getBytes(StandardCharsets.UTF_8);
    byte[] fresh = newPath.getBytes(StandardCharsets.UTF_8);
    return name.equals("path_link")
        ? call(name, from, 0, bytes(old), old.length, to, bytes(fresh), fresh.length)
        : call(name, from, bytes(old), old.length, to, bytes(fresh), fresh.length);
  }

  Errno symlink(String target, int descriptor, String path) {
    byte[] text = target.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    return call("path_symlink", bytes(text), text.length, descriptor, bytes(bytes), bytes.length);
  }

  /** What an attempt to open something gave: a descriptor on success. */
  record Opened(Errno errno, int descriptor) {}

  Opened tryOpen(
      int from, int lookup, String path, int creation, long rights, long inheriting, int flags) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    int result = room(4);
    Errno errno =
        call(
            "path_open",
            from,
            lookup,
            bytes(bytes),
            bytes.length,
            creation,
            rights,
            inheriting,
            flags,
            result);
    return new Opened(errno, getInt(result));
  }

  /** Opens a file to read and write it; links are followed. */
  int open(String path, int creation) {
    Opened opened = tryOpen(3, FOLLOW, path, creation, Rights.FILE, Rights.FILE, 0);
    if (opened.errno() != Errno.SUCCESS) {
      throw new AssertionError(path + ": " + opened.errno());
    }
    return opened.descriptor();
  }

  int openDirectory(String path) {
    Opened opened =
        tryOpen(3, FOLLOW, path, OpenRequest.DIRECTORY, Rights.DIRECTORY, ALL_RIGHTS, 0);
    if (opened.errno() != Errno.SUCCESS) {
      throw new AssertionError(path + ": " + opened.errno());
    }
    return opened.descriptor();
  }

  /** Tries to open a file to read it; links are followed. */
  Opened read(String path) {
    return tryOpen(3, FOLLOW, path, 0, Rights.FD_READ | Rights.FD_SEEK, 0, 0);
  }

  /** What can be read from a descriptor at once, up to a length. */
  String read(int descriptor, int length) {
    int buffer = room(length);
    int result = room(4);
    run("fd_read", descriptor, buffers(buffer, length), 1, result);
    return getText(buffer, getInt(result));
  }

  Errno write(int descriptor, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return call("fd_write", descriptor, buffers(bytes(bytes), bytes.length), 1, room(4));
  }

  @Override
  public void close() throws IOException {
    wasi.close();
  }
}
