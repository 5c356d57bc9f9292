package dev.continuum.inspector.exec.wasi;

import static dev.continuum.inspector.syntax.NumberType.I32;
import static dev.continuum.inspector.syntax.NumberType.I64;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The entries of directories. */
final class WasiDirectories {
  /** A guest may hold many directories open; what they list is kept of those it listed last. */
  private static final int MAXIMUM_LISTINGS = 32;

  private final DescriptorTable descriptors;

  private final Map<OpenDirectory, Listing> listings =
      new LinkedHashMap<>(MAXIMUM_LISTINGS, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OpenDirectory, Listing> eldest) {
          return size() > MAXIMUM_LISTINGS;
        }
      };

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
    Listing listing = listing(directory, cookie == 0);
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

  /** The entries as they were when the guest last began to list them, so that cookies stay good. */
  private Listing listing(OpenDirectory directory, boolean begins) throws IOException {
    Listing listing = listings.get(directory);
    if (listing == null || begins) {
      listing = Listing.of(directory.folder());
      listings.put(directory, listing);
    }
    return listing;
  }
}
