package dev.continuum.inspector.exec.wasi;

import static dev.continuum.inspector.syntax.NumberType.I32;
import static dev.continuum.inspector.syntax.NumberType.I64;

import java.io.IOException;

/** The content of files and streams. */
final class WasiFiles {
  private static final int SET = 0;
  private static final int CUR = 1;
  private static final int END = 2;
  private static final int LAST_ADVICE = 5;

  private final DescriptorTable descriptors;

  /** What goes to or from the guest goes through here, whatever length it has. */
  private final byte[] piece = new byte[1 << 16];

  WasiFiles(DescriptorTable descriptors) {
    this.descriptors = descriptors;
  }

  void addTo(FunctionTable table) {
    table.add("fd_advise", this::advise, I32, I64, I64, I32);
    table.add("fd_allocate", this::allocate, I32, I64, I64);
    table.add("fd_close", guest -> descriptors.close(guest.i32(0)), I32);
    table.add("fd_datasync", guest -> sync(guest, Rights.FD_DATASYNC), I32);
    table.add("fd_filestat_set_size", this::setSize, I32, I64);
    table.add("fd_pread", this::pread, I32, I32, I32, I64, I32);
    table.add("fd_pwrite", this::pwrite, I32, I32, I32, I64, I32);
    table.add("fd_read", this::read, I32, I32, I32, I32);
    table.add("fd_renumber", guest -> descriptors.renumber(guest.i32(0), guest.i32(1)), I32, I32);
    table.add("fd_seek", this::seek, I32, I64, I32, I32);
    table.add("fd_sync", guest -> sync(guest, Rights.FD_SYNC), I32);
    table.add("fd_tell", this::tell, I32, I32);
    table.add("fd_write", this::write, I32, I32, I32, I32);
  }

  /** Takes advice, which changes nothing that a guest could see. */
  private void advise(Guest guest) throws ErrnoException {
    OpenFile file = descriptors.file(guest.i32(0), Errno.SPIPE);
    file.require(Rights.FD_ADVISE);
    int advice = guest.i32(3);
    if (guest.i64(1) < 0 || guest.i64(2) < 0 || advice < 0 || advice > LAST_ADVICE) {
      throw new ErrnoException(Errno.INVAL);
    }
  }

  private void allocate(Guest guest) throws ErrnoException, IOException {
    OpenFile file = descriptors.file(guest.i32(0), Errno.SPIPE);
    file.require(Rights.FD_ALLOCATE);
    file.requireWritable();
    long offset = guest.i64(1);
    long length = guest.i64(2);
    if (offset < 0 || length <= 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    if (length > Long.MAX_VALUE - offset) {
      throw new ErrnoException(Errno.FBIG);
    }
    if (offset + length > file.size()) {
      file.setSize(offset + length);
    }
  }

  private void setSize(Guest guest) throws ErrnoException, IOException {
    OpenFile file = descriptors.file(guest.i32(0), Errno.INVAL);
    file.require(Rights.FD_FILESTAT_SET_SIZE);
    file.requireWritable();
    if (guest.i64(1) < 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    file.setSize(guest.i64(1));
  }

  private void sync(Guest guest, long right) throws ErrnoException, IOException {
    Descriptor descriptor = descriptors.get(guest.i32(0));
    descriptor.require(right);
    switch (descriptor) {
      case OpenFile file -> file.sync(right == Rights.FD_SYNC);
      case OpenDirectory directory -> directory.sync();
      // What was written is already with whom it is for.
      case OutputDescriptor output -> {}
      case InputDescriptor input -> throw new ErrnoException(Errno.INVAL);
    }
  }

  private void read(Guest guest) throws ErrnoException, IOException, InterruptedException {
    Descriptor descriptor = descriptors.get(guest.i32(0));
    if (descriptor instanceof OpenDirectory) {
      throw new ErrnoException(Errno.ISDIR);
    }
    descriptor.require(Rights.FD_READ);
    Buffers buffers = Buffers.of(guest, 1);
    long result = guest.u32(3);
    guest.require(result, 4);
    int length =
        switch (descriptor) {
          case InputDescriptor input -> read(input, buffers);
          case OpenFile file -> {
            int moved = read(file, buffers, file.position());
            file.setPosition(file.position() + moved);
            yield moved;
          }
          case OutputDescriptor output -> throw new ErrnoException(Errno.BADF);
          case OpenDirectory directory -> throw new ErrnoException(Errno.ISDIR);
        };
    guest.writeInt(result, length);
  }

  private int read(InputDescriptor descriptor, Buffers buffers)
      throws ErrnoException, IOException, InterruptedException {
    if (buffers.remaining() == 0) {
      return 0;
    }
    WasiInput input = descriptor.input();
    if (descriptor.has(Descriptor.NONBLOCK) && input.available() == 0) {
      throw new ErrnoException(Errno.AGAIN);
    }
    int length = input.read(piece, 0, Math.min(buffers.remaining(), piece.length));
    if (length <= 0) {
      return 0;
    }
    buffers.put(piece, length);
    return length;
  }

  private int read(OpenFile file, Buffers buffers, long from) throws ErrnoException, IOException {
    if (from > Long.MAX_VALUE - buffers.remaining()) {
      throw new ErrnoException(Errno.INVAL);
    }
    int moved = 0;
    while (buffers.remaining() > 0) {
      int wanted = Math.min(buffers.remaining(), piece.length);
      int length = file.read(piece, wanted, from + moved);
      buffers.put(piece, length);
      moved += length;
      if (length < wanted) {
        break;
      }
    }
    return moved;
  }

  private void pread(Guest guest) throws ErrnoException, IOException {
    OpenFile file = descriptors.file(guest.i32(0), Errno.SPIPE);
    file.require(Rights.FD_READ | Rights.FD_SEEK);
    Buffers buffers = Buffers.of(guest, 1);
    long result = guest.u32(4);
    guest.require(result, 4);
    guest.writeInt(result, read(file, buffers, offset(guest)));
  }

  private void write(Guest guest) throws ErrnoException, IOException {
    Descriptor descriptor = descriptors.get(guest.i32(0));
    if (descriptor instanceof OpenDirectory) {
      throw new ErrnoException(Errno.BADF);
    }
    descriptor.require(Rights.FD_WRITE);
    Buffers buffers = Buffers.of(guest, 1);
    long result = guest.u32(3);
    guest.require(result, 4);
    int length =
        switch (descriptor) {
          case OutputDescriptor output -> write(output, buffers);
          case OpenFile file -> {
            long from = file.has(Descriptor.APPEND) ? file.size() : file.position();
            int moved = write(file, buffers, from);
            file.setPosition(from + moved);
            yield moved;
          }
          case InputDescriptor input -> throw new ErrnoException(Errno.BADF);
          case OpenDirectory directory -> throw new ErrnoException(Errno.BADF);
        };
    guest.writeInt(result, length);
  }

  private int write(OutputDescriptor descriptor, Buffers buffers)
      throws ErrnoException, IOException {
    int moved = 0;
    for (int length = buffers.take(piece); length > 0; length = buffers.take(piece)) {
      descriptor.output().write(piece, 0, length);
      moved += length;
    }
    return moved;
  }

  private int write(OpenFile file, Buffers buffers, long from) throws ErrnoException, IOException {
    file.requireWritable();
    if (from > Long.MAX_VALUE - buffers.remaining()) {
      throw new ErrnoException(Errno.FBIG);
    }
    int moved = 0;
    for (int length = buffers.take(piece); length > 0; length = buffers.take(piece)) {
      file.write(piece, length, from + moved);
      moved += length;
    }
    return moved;
  }

  private void pwrite(Guest guest) throws ErrnoException, IOException {
    OpenFile file = descriptors.file(guest.i32(0), Errno.SPIPE);
    file.require(Rights.FD_WRITE | Rights.FD_SEEK);
    Buffers buffers = Buffers.of(guest, 1);
    long result = guest.u32(4);
    guest.require(result, 4);
    guest.writeInt(result, write(file, buffers, offset(guest)));
  }

  private static long offset(Guest guest) throws ErrnoException {
    long offset = guest.i64(3);
    if (offset < 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    return offset;
  }

  private void seek(Guest guest) throws ErrnoException, IOException {
    OpenFile file = descriptors.file(guest.i32(0), Errno.SPIPE);
    long offset = guest.i64(1);
    int whence = guest.i32(2);
    file.require(offset == 0 && whence == CUR ? Rights.FD_TELL : Rights.FD_SEEK);
    long start =
        switch (whence) {
          case SET -> 0;
          case CUR -> file.position();
          case END -> file.size();
          default -> throw new ErrnoException(Errno.INVAL);
        };
    if (offset > Long.MAX_VALUE - start) {
      throw new ErrnoException(Errno.OVERFLOW);
    }
    if (start + offset < 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    long result = guest.u32(3);
    guest.writeLong(result, start + offset);
    file.setPosition(start + offset);
  }

  private void tell(Guest guest) throws ErrnoException {
    OpenFile file = descriptors.file(guest.i32(0), Errno.SPIPE);
    file.require(Rights.FD_TELL);
    guest.writeLong(guest.u32(1), file.position());
  }
}
