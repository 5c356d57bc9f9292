package dev.continuum.inspector.exec;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes bytes in compressed blocks, each with a checksum; see {@code docs/recordings.md}. */
final class BlockOutput extends OutputStream {
  /** The most bytes of a block before it is compressed. */
  static final int BLOCK = 1 << 18;

  private final DataOutputStream out;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final byte[] block = new byte[BLOCK];
  private final byte[] compressed = new byte[BLOCK + BLOCK / 8];
  private int count;

  BlockOutput(DataOutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    if (count == BLOCK) {
      flushBlock();
    }
    block[count++] = (byte) value;
  }

  @Override
  public void write(byte[] source, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (count == BLOCK) {
        flushBlock();
      }
      int part = Math.min(BLOCK - count, length - done);
      System.arraycopy(source, from + done, block, count, part);
      count += part;
      done += part;
    }
  }

  private void flushBlock() throws IOException {
    deflater.reset();
    deflater.setInput(block, 0, count);
    deflater.finish();
    int size = deflater.deflate(compressed);
    if (!deflater.finished()) {
      throw new IllegalStateException("a block does not fit: " + count + " bytes");
    }
    CRC32 sum = new CRC32();
    sum.update(compressed, 0, size);
    out.writeInt(size);
    out.writeInt(count);
    out.write(compressed, 0, size);
    out.writeInt((int) sum.getValue());
    count = 0;
  }

  /** Writes what is left, and the mark of the end; does not close what it writes to. */
  @Override
  public void close() throws IOException {
    if (count > 0) {
      flushBlock();
    }
    out.writeInt(0);
    deflater.end();
  }
}
