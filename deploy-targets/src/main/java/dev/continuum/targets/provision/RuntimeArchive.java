package dev.continuum.targets.provision;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * A runtime's archive: {@code .tar}, {@code .tar.gz}, {@code .tar.xz} or {@code .zip}, told by its
 * first bytes. Nothing is written but the files that are asked for, under names of ours; an archive
 * with a path that leads out of itself is refused as a whole.
 */
final class RuntimeArchive {
  /** The most that is read out of an archive, unpacked. */
  static final long MOST_UNPACKED = 2L << 30;

  /** The largest file that is taken out. */
  static final long MOST_FILE = 512L << 20;

  private static final int MOST_ENTRIES = 100_000;
  private static final int MOST_XZ_MEMORY_KIB = 256 << 10;

  /** What a file is. */
  enum Kind {
    TAR,
    TAR_GZ,
    TAR_XZ,
    ZIP,
    /** The program itself. */
    PROGRAM
  }

  /**
   * Something in an archive.
   *
   * @param path with {@code /}, without a leading {@code ./}
   * @param link where it leads; empty for a file
   */
  record Item(String path, long size, String link) {
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folder's path with a {@code /} behind it; empty at the top. */
    String folder() {
      return path.substring(0, path.lastIndexOf('/') + 1);
    }
  }

  private final Path file;
  private final Kind kind;

  RuntimeArchive(Path file) throws IOException {
    this.file = file;
    this.kind = kind(file);
  }

  Kind kind() {
    return kind;
  }

  private static Kind kind(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(512);
    }
    if (begins(head, 0x1f, 0x8b)) {
      return Kind.TAR_GZ;
    }
    if (begins(head, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return Kind.TAR_XZ;
    }
    if (begins(head, 'P', 'K', 3, 4) || begins(head, 'P', 'K', 5, 6)) {
      return Kind.ZIP;
    }
    if (begins(head, 0x7f, 'E', 'L', 'F') || begins(head, '#', '!')) {
      return Kind.PROGRAM;
    }
    if (head.length == 512 && head[257] == 'u' && head[258] == 's' && head[259] == 't') {
      return Kind.TAR;
    }
    throw new IOException(
        "it is no archive this program reads (tar, tar.gz, tar.xz, zip)"
            + " and no program for Linux");
  }

  private static boolean begins(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private interface Visitor {
    /** Gets each item with its content, which may be left unread; false: no more is needed. */
    boolean visit(Item item, Content content) throws IOException;
  }

  private interface Content {
    int read(byte[] buffer) throws IOException;
  }

  /** The files and links in it. */
  List<Item> items() throws IOException {
    List<Item> items = new ArrayList<>();
    each((item, content) -> items.add(item));
    return items;
  }

  /** Writes a file of it. */
  void extract(Item wanted, Path to) throws IOException {
    boolean[] found = {false};
    each((item, content) -> {
      if (found[0] || !item.equals(wanted)) {
        return !found[0];
      }
      found[0] = true;
      try (OutputStream out = Files.newOutputStream(to)) {
        byte[] buffer = new byte[1 << 16];
        long done = 0;
        int read;
        while ((read = content.read(buffer)) >= 0) {
          done += read;
          if (done > MOST_FILE) {
            throw new IOException("it holds a file of more than " + (MOST_FILE >> 20) + " MiB");
          }
          out.write(buffer, 0, read);
        }
      }
      return false;
    });
    if (!found[0]) {
      throw new IOException("it does not hold " + wanted.path() + " any more");
    }
  }

  private void each(Visitor visitor) throws IOException {
    if (kind == Kind.ZIP) {
      zip(visitor);
      return;
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = new Bounded(unpacked(raw), MOST_UNPACKED)) {
      TarReader tar = new TarReader(in);
      int count = 0;
      TarReader.Entry entry;
      while ((entry = tar.next()) != null) {
        if (++count > MOST_ENTRIES) {
          throw new IOException("it holds more than " + MOST_ENTRIES + " files");
        }
        Item item = item(entry);
        if (item != null && !visitor.visit(item, tar::read)) {
          return;
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("reading it was cancelled");
        }
      }
    }
  }

  private InputStream unpacked(InputStream raw) throws IOException {
    return switch (kind) {
      case TAR_GZ -> new GZIPInputStream(raw, 1 << 16);
      case TAR_XZ -> new XZInputStream(raw, MOST_XZ_MEMORY_KIB);
      default -> raw;
    };
  }

  private static @Nullable Item item(TarReader.Entry entry) throws IOException {
    String path = checked(entry.name());
    return switch (entry.type()) {
      case '0', '7' -> new Item(path, entry.size(), "");
      case '1', '2' -> new Item(path, 0, entry.link());
      default -> null;
    };
  }

  private void zip(Visitor visitor) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw new IOException("it holds more than " + MOST_ENTRIES + " files");
      }
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String path = checked(entry.getName());
        if (!entry.isDirectory()) {
          try (InputStream in = new Bounded(zip.getInputStream(entry), MOST_FILE + 1)) {
            if (!visitor.visit(new Item(path, entry.getSize(), ""), in::read)) {
              return;
            }
          }
        }
      }
    }
  }

  private static String checked(String name) throws IOException {
    String path = name.replaceFirst("^(\\./+)+", "");
    boolean bad = path.startsWith("/") || path.contains("\\") || path.indexOf('\0') >= 0;
    for (String part : path.split("/", -1)) {
      bad |= part.equals("..");
    }
    if (bad) {
      throw new IOException("it holds " + Failures.shown(name) + ", a path that leads out of it");
    }
    return path;
  }

  /** The program of that name: the one in a folder {@code bin}, else the one nearest to the top. */
  static Optional<Item> program(List<Item> items, String name) {
    return items.stream()
        .filter(item -> item.name().equals(name) && item.link().isEmpty() && item.size() != 0)
        .min(
            Comparator.comparing((Item item) -> !item.folder().endsWith("bin/"))
                .thenComparing(item -> item.path().chars().filter(c -> c == '/').count())
                .thenComparing(Item::path));
  }

  /** The libraries, and the links to them, in the folders {@code lib} and {@code lib64} beside. */
  static List<Item> libraries(List<Item> items, Item program) {
    if (!program.folder().endsWith("bin/")) {
      return List.of();
    }
    String above = program.folder().substring(0, program.folder().length() - "bin/".length());
    return items.stream()
        .filter(
            item -> item.folder().equals(above + "lib/") || item.folder().equals(above + "lib64/"))
        .filter(item -> item.name().matches("lib.*\\.so(\\.[0-9.]+)?"))
        .toList();
  }
}
