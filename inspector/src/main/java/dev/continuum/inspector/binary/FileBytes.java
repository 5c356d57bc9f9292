package dev.continuum.inspector.binary;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Hands out the bytes of a file of up to 2 GiB for as long as something reads them. */
public final class FileBytes {
  /** Files above this size are mapped instead of read, so that they do not fill the heap. */
  private static final long MAPPED_FROM = 64L << 20;

  private FileBytes() {}

  /** What is done with the bytes; several threads may read them meanwhile. */
  @FunctionalInterface
  public interface Reading<T, X extends Exception> {
    /** Reads the bytes, which must not be kept. */
    T of(ByteBuffer bytes) throws IOException, X;
  }

  /**
   * Reads a file. It is not kept open.
   *
   * @throws IOException when it cannot be opened or read, is larger than 2 GiB, or changes
   *     meanwhile
   */
  public static <T, X extends Exception> T read(Path file, Reading<T, X> reading)
      throws IOException, X {
    try (Arena arena = Arena.ofShared()) {
      return reading.of(open(file, arena));
    } catch (InternalError cutShort) {
      // What the JVM throws when another program cuts a mapped file short.
      throw new IOException(file + " changed while it was being read. Open it again.", cutShort);
    }
  }

  private static ByteBuffer open(Path file, Arena arena) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder. Name a file.");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new IOException(
            file + " is larger than 2 GiB, which is more than this program reads.");
      }
      return size < MAPPED_FROM
          ? ByteBuffer.wrap(Files.readAllBytes(file))
          : channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena).asByteBuffer();
    }
  }
}
