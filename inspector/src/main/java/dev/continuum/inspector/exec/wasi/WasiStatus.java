package dev.continuum.inspector.exec.wasi;

import static dev.continuum.inspector.syntax.NumberType.I32;
import static dev.continuum.inspector.syntax.NumberType.I64;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What is known of a descriptor, and of the file behind it. */
final class WasiStatus {
  private static final int FDSTAT_SIZE = 24;
  private static final int PRESTAT_SIZE = 8;

  private final DescriptorTable descriptors;
  private final WasiClock clock;

  WasiStatus(DescriptorTable descriptors, WasiClock clock) {
    this.descriptors = descriptors;
    this.clock = clock;
  }

  void addTo(FunctionTable table) {
    table.add("fd_fdstat_get", this::fdstat, I32, I32);
    table.add("fd_fdstat_set_flags", this::setFlags, I32, I32);
    table.add("fd_fdstat_set_rights", this::setRights, I32, I64, I64);
    table.add("fd_filestat_get", this::filestat, I32, I32);
    table.add("fd_filestat_set_times", this::setTimes, I32, I64, I64, I32);
    table.add("fd_prestat_get", this::prestat, I32, I32);
    table.add("fd_prestat_dir_name", this::directoryName, I32, I32, I32);
  }

  private void fdstat(Guest guest) throws ErrnoException {
    Descriptor descriptor = descriptors.get(guest.i32(0));
    byte[] bytes =
        ByteBuffer.allocate(FDSTAT_SIZE)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) descriptor.type().number())
            .putShort(2, (short) descriptor.flags())
            .putLong(8, descriptor.rights())
            .putLong(16, descriptor.inheriting())
            .array();
    guest.write(guest.u32(1), bytes, 0, bytes.length);
  }

  private void setFlags(Guest guest) throws ErrnoException {
    Descriptor descriptor = descriptors.get(guest.i32(0));
    descriptor.require(Rights.FD_FDSTAT_SET_FLAGS);
    int flags = guest.i32(1);
    if ((flags & ~Descriptor.ALL_FLAGS) != 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    descriptor.setFlags(flags);
  }

  private void setRights(Guest guest) throws ErrnoException {
    descriptors.get(guest.i32(0)).restrict(guest.i64(1), guest.i64(2));
  }

  private void filestat(Guest guest) throws ErrnoException, IOException {
    Descriptor descriptor = descriptors.get(guest.i32(0));
    descriptor.require(Rights.FD_FILESTAT_GET);
    guest.require(guest.u32(1), FileStat.SIZE);
    byte[] bytes =
        switch (descriptor) {
          case OpenFile file -> FileStat.of(file.attributes(), file.size());
          case OpenDirectory directory -> {
            var attributes = directory.folder().attributes();
            yield FileStat.of(attributes, attributes.size());
          }
          case InputDescriptor input -> FileStat.of(input.type());
          case OutputDescriptor output -> FileStat.of(output.type());
        };
    guest.write(guest.u32(1), bytes, 0, bytes.length);
  }

  private void setTimes(Guest guest) throws ErrnoException, IOException {
    Descriptor descriptor = descriptors.get(guest.i32(0));
    descriptor.require(Rights.FD_FILESTAT_SET_TIMES);
    FileTimes times = FileTimes.of(clock, guest.i64(1), guest.i64(2), guest.i32(3));
    switch (descriptor) {
      case OpenFile file -> {
        file.requireWritable();
        file.setTimes(times.modified(), times.accessed());
      }
      case OpenDirectory directory -> {
        directory.requireWritable();
        directory.folder().setTimes(times.modified(), times.accessed());
      }
      case InputDescriptor input -> throw new ErrnoException(Errno.BADF);
      case OutputDescriptor output -> throw new ErrnoException(Errno.BADF);
    }
  }

  private void prestat(Guest guest) throws ErrnoException {
    byte[] name = preopenName(guest);
    // The tag is 0: a directory is all that can be preopened.
    byte[] bytes =
        ByteBuffer.allocate(PRESTAT_SIZE)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(4, name.length)
            .array();
    guest.write(guest.u32(1), bytes, 0, bytes.length);
  }

  private void directoryName(Guest guest) throws ErrnoException {
    byte[] name = preopenName(guest);
    if (guest.u32(2) < name.length) {
      throw new ErrnoException(Errno.NAMETOOLONG);
    }
    guest.write(guest.u32(1), name, 0, name.length);
  }

  private byte[] preopenName(Guest guest) throws ErrnoException {
    if (descriptors.get(guest.i32(0)) instanceof OpenDirectory directory) {
      return directory.preopenName();
    }
    throw new ErrnoException(Errno.BADF);
  }
}
