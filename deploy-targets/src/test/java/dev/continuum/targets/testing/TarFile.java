package dev.continuum.targets.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A tar archive put together entry by entry, good ones and such as nobody should make. */
public final class TarFile {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds a plain file. */
  public TarFile file(String name, byte[] content) {
    return entry(name, '0', content.length, "").raw(content);
  }

  /** Adds bytes and fills up to the next header. */
  public TarFile raw(byte[] content) {
    bytes.writeBytes(content);
    bytes.writeBytes(new byte[(512 - content.length % 512) % 512]);
    return this;
  }

  /** The same with text. */
  public TarFile file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a symbolic link. */
  public TarFile link(String name, String target) {
    return entry(name, '2', 0, target);
  }

  /** Adds a header alone, whatever it promises. */
  public TarFile entry(String name, char type, long size, String link) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000755");
    put(header, 124, String.format(Locale.ROOT, "%011o", size));
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 157, link);
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
    bytes.writeBytes(header);
    return this;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(value, 0, header, at, Math.min(value.length, 512 - at));
  }

  /** The archive, with the empty blocks of its end. */
  public byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes.toByteArray());
    all.writeBytes(new byte[1024]);
    return all.toByteArray();
  }

  /** Writes it, packed as the file's name says. */
  public Path write(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    if (name.endsWith(".gz")) {
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write(bytes());
      }
    } else if (name.endsWith(".xz")) {
      try (XZOutputStream out = new XZOutputStream(packed, new LZMA2Options(1))) {
        out.write(bytes());
      }
    } else {
      packed.write(bytes());
    }
    return Files.write(file, packed.toByteArray());
  }
}
