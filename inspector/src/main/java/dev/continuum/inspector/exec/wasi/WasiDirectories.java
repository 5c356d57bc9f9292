package dev.continuum.inspector.exec.wasi;

import static dev.continuum.inspector.syntax.NumberType.I32;
import static dev.continuum.inspector.syntax.NumberType.I64;

import java.io.IOException;

/** The entries of directories. */
final class WasiDirectories {
  private final DescriptorTable descriptors;

  WasiDirectories(DescriptorTable descriptors) {
    this.descriptors = descriptors;
  }

  void addTo(FunctionTable table) {
    table.add("fd_readdir", this::readdir, I32, I32, I32, I64, I32);
  }

  /**
   * Fills a buffer with entries from a cookie on, the last cut off where the buffer ends; less than
   * the buffer says that these were all.
   */
  private void readdir(Guest guest) throws ErrnoException, IOException {
    OpenDirectory directory = descriptors.directory(guest.i32(0));
    directory.require(Rights.FD_READDIR);
    long buffer = guest.u32(1);
    long length = guest.u32(2);
    long cookie = guest.i64(3);
    long result = guest.u32(4);
    guest.require(buffer, length);
    guest.require(result, 4);
    Listing listing = directory.listing(cookie == 0);
    long used = 0;
    if (cookie >= 0) {
      for (long i = cookie; i < listing.size() && used < length; i++) {
        byte[] entry = listing.encoded((int) i);
        int step = (int) Math.min(entry.length, length - used);
        guest.write(buffer + used, entry, 0, step);
        used += step;
      }
    }
    guest.writeInt(result, (int) used);
  }
}
