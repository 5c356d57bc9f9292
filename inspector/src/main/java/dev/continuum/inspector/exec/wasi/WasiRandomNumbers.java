package dev.continuum.inspector.exec.wasi;

import static dev.continuum.inspector.syntax.NumberType.I32;

/** Random bytes. */
final class WasiRandomNumbers {
  private static final int PIECE = 1 << 14;

  private final WasiRandom random;

  WasiRandomNumbers(WasiRandom random) {
    this.random = random;
  }

  void addTo(FunctionTable table) {
    table.add("random_get", this::get, I32, I32);
  }

  /** The function cannot answer that it has given less, so it refuses what would take long. */
  private void get(Guest guest) throws ErrnoException {
    long address = guest.u32(0);
    long length = guest.u32(1);
    guest.require(address, length);
    if (length > Buffers.MAXIMUM_LENGTH) {
      throw new ErrnoException(Errno.INVAL);
    }
    for (long done = 0; done < length; done += PIECE) {
      byte[] piece = new byte[(int) Math.min(PIECE, length - done)];
      random.fill(piece);
      guest.write(address + done, piece, 0, piece.length);
    }
  }
}
