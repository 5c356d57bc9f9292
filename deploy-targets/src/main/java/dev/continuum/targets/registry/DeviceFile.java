package dev.continuum.targets.registry;

import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that several processes read and change: changed under a lock (a file of its own beside it,
 * for a lock on a file that is replaced protects nothing), written whole to a temporary file and
 * moved into place.
 */
public final class DeviceFile<T> {
  /**
   * Bytes to value; throws {@link IllegalArgumentException} with a reason when it cannot be one.
   */
  public interface Reader<T> {
    /** Reads it. */
    T read(byte[] bytes);
  }

  /** Value to bytes. */
  public interface Writer<T> {
    /** Writes it. */
    byte[] write(T value);
  }

  /** Makes the new value from the present one. */
  public interface Change<T> {
    /** Makes it, under the lock. */
    T apply(T present) throws TargetException;
  }

  private final Path file;
  private final Reader<T> reader;
  private final Writer<T> writer;

  /** That file, which need not exist yet. */
  public DeviceFile(Path file, Reader<T> reader, Writer<T> writer) {
    this.file = file.toAbsolutePath();
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * The value in the file; {@code absent} when there is no file.
   *
   * @throws TargetException LOCAL_FILE when it cannot be read or understood
   */
  public T read(T absent) throws TargetException {
    try {
      return reader.read(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return absent;
    } catch (IOException e) {
      throw failure("cannot be read: " + e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw failure("cannot be understood: " + e.getMessage(), e);
    }
  }

  /**
   * Changes the value; other threads and processes wait meanwhile.
   *
   * @throws TargetException LOCAL_FILE when it cannot be read or written; as the change does
   */
  public T update(T absent, Change<T> change) throws TargetException {
    // One JVM may hold a file lock once only, so its threads queue here first.
    synchronized (DeviceFile.class) {
      try {
        Files.createDirectories(folder());
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.lock()) {
          T changed = change.apply(read(absent));
          if (lock.isValid()) {
            replace(writer.write(changed));
          }
          return changed;
        }
      } catch (IOException e) {
        throw failure("cannot be written: " + e.getMessage() + ".", e);
      }
    }
  }

  private void replace(byte[] bytes) throws IOException {
    Path temporary = Files.createTempFile(folder(), file.getFileName() + ".", ".tmp");
    try {
      try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        var buffer = java.nio.ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      try {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private Path folder() {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  private TargetException failure(String what, Exception cause) {
    return new TargetException(
        TargetException.Problem.LOCAL_FILE,
        "The file “" + file + "” " + what,
        "It was left as it is. Mend it or move it away, then try again.",
        cause);
  }
}
