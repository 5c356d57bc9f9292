package dev.continuum.inspector.exec;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads what {@link BlockOutput} has written. A block is used once its checksum is found right, and
 * none takes more memory than a block may.
 */
final class BlockInput extends InputStream {
  private static final int MOST_COMPRESSED = BlockOutput.BLOCK + BlockOutput.BLOCK / 8;

  private final DataInputStream in;
  private final Inflater inflater = new Inflater();
  private final byte[] compressed = new byte[MOST_COMPRESSED];
  private final byte[] block = new byte[BlockOutput.BLOCK];
  private int at;
  private int count;
  private boolean ended;

  /** The bytes are not those that were written. */
  static final class DamageException extends IOException {
    private static final long serialVersionUID = 1;

    DamageException(String message) {
      super(message);
    }
  }

  BlockInput(DataInputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return fill() ? block[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int to, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int part = Math.min(length, count - at);
    System.arraycopy(block, at, target, to, part);
    at += part;
    return part;
  }

  private boolean fill() throws IOException {
    while (at == count && !ended) {
      next();
    }
    return at < count;
  }

  private void next() throws IOException {
    int size = in.readInt();
    if (size == 0) {
      ended = true;
      return;
    }
    int whole = in.readInt();
    if (size < 0 || size > MOST_COMPRESSED || whole < 1 || whole > BlockOutput.BLOCK) {
      throw new DamageException("a block has a size that none can have");
    }
    in.readFully(compressed, 0, size);
    CRC32 sum = new CRC32();
    sum.update(compressed, 0, size);
    if (in.readInt() != (int) sum.getValue()) {
      throw new DamageException("the checksum of a block is wrong");
    }
    inflater.reset();
    inflater.setInput(compressed, 0, size);
    try {
      int done = 0;
      while (done < whole) {
        int more = inflater.inflate(block, done, whole - done);
        if (more == 0) {
          throw new DamageException("a block is shorter than it says");
        }
        done += more;
      }
    } catch (DataFormatException wrong) {
      throw new DamageException("a block cannot be decompressed");
    }
    at = 0;
    count = whole;
  }

  /** Frees what decompressing takes; does not close what it reads from. */
  @Override
  public void close() {
    inflater.end();
  }
}
