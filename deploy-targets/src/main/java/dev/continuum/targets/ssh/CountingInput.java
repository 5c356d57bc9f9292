package dev.continuum.targets.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how much of a stream was read. */
final class CountingInput extends FilterInputStream {
  private final UploadListener listener;
  private long count;

  CountingInput(InputStream in, UploadListener listener) {
    super(in);
    this.listener = listener;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      listener.sent(++count);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0) {
      count += read;
      listener.sent(count);
    }
    return read;
  }
}
