package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** The entries of a directory at one moment, so that cookies stay good while files come and go. */
final class Listing {
  private static final int HEAD_SIZE = 24;

  private record Entry(String name, FileType type, long serial) {}

  private final List<Entry> entries;

  private Listing(List<Entry> entries) {
    this.entries = entries;
  }

  static Listing of(Folder folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    long own = FileStat.serial(folder.attributes());
    entries.add(new Entry(".", FileType.DIRECTORY, own));
    // What is above is none of the guest's business; at the top of a file system both are the same.
    entries.add(new Entry("..", FileType.DIRECTORY, own));
    for (String name : folder.names()) {
      try {
        var attributes = folder.attributes(name);
        entries.add(new Entry(name, FileType.of(attributes), FileStat.serial(attributes)));
      } catch (NoSuchFileException e) {
        // Removed since the names were read: it is not there.
      }
    }
    return new Listing(entries);
  }

  int size() {
    return entries.size();
  }

  /** An entry with its name (WASI, "dirent"). */
  byte[] encoded(int index) {
    Entry entry = entries.get(index);
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEAD_SIZE + name.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(index + 1L)
        .putLong(entry.serial())
        .putInt(name.length)
        .putInt(entry.type().number())
        .put(name)
        .array();
  }
}
