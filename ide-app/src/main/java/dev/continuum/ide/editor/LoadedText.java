package dev.continuum.ide.editor;

import dev.continuum.ide.file.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file as an editor shows it. What cannot be edited safely (not UTF-8, too large, lines that
 * would freeze the window) is shown in part, for reading only, with the reason.
 *
 * @param text with {@code \n} line endings
 * @param ending how its lines end in the file
 * @param stamp what the file looked like just before it was read
 * @param whole whether {@code text} is all of it, character for character
 * @param readOnly why it cannot be edited, as a sentence; or null
 * @param remark something else the user should know, as a sentence; or null
 */
public record LoadedText(
    String text,
    LineEnding ending,
    FileStamp stamp,
    boolean whole,
    @Nullable String readOnly,
    @Nullable String remark) {
  /** Files above this many bytes are shown in part. */
  static final int MAX_BYTES = 4 << 20;

  /** Files above this many lines are shown in part. */
  static final int MAX_LINES = 100_000;

  /** Longer lines freeze the text control; a file with one is shown with them cut. */
  static final int MAX_LINE = 20_000;

  private static final int CUT_LINE = 400;
  private static final int SNIFFED = 8192;

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read or is not text; the message is for the user
   */
  public static LoadedText read(Path file) throws IOException {
    FileStamp stamp = FileStamp.of(file);
    byte[] bytes = bytes(file);
    long size = Math.max(stamp.size(), bytes.length);
    if (isBinary(bytes)) {
      throw notText(file);
    }
    boolean part = bytes.length > MAX_BYTES;
    if (part) {
      bytes = Arrays.copyOf(bytes, lastLineEnd(bytes, MAX_BYTES));
    }
    String raw;
    String readOnly = null;
    try {
      raw = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (raw.startsWith("\uFEFF")) {
        raw = raw.substring(1);
      }
    } catch (CharacterCodingException e) {
      raw = new String(bytes, StandardCharsets.ISO_8859_1);
      readOnly =
          file.getFileName()
              + " is not UTF-8 text. It is shown as Latin-1 and cannot be edited here, so that"
              + " nothing in it is damaged.";
    }
    LineEnding ending = LineEnding.of(raw);
    String text = LineEnding.toEditor(raw);
    if (part) {
      readOnly =
          String.format(
              Locale.ROOT,
              "%s is %.1f MiB. Its first %d MiB are shown, for reading only.",
              file.getFileName(),
              size / (double) (1 << 20),
              MAX_BYTES >> 20);
    }
    int lines = lineStart(text, MAX_LINES);
    if (lines >= 0) {
      text = text.substring(0, lines - 1);
      readOnly =
          String.format(
              Locale.ROOT,
              "%s is too long to edit here. Its first %,d lines are shown, for reading only.",
              file.getFileName(),
              MAX_LINES);
    }
    int longest = longestLine(text);
    if (longest > MAX_LINE) {
      text = cutLongLines(text);
      readOnly =
          String.format(
              Locale.ROOT,
              "%s has a line of %,d characters. Long lines are shown cut, for reading only.",
              file.getFileName(),
              longest);
    }
    boolean whole = readOnly == null;
    if (whole && !Files.isWritable(file)) {
      readOnly =
          file.getFileName() + " is write-protected. Save it under another name to change it.";
    }
    return new LoadedText(text, ending, stamp, whole, readOnly, mixedEndings(raw, ending));
  }

  /** Whether a file is surely not text, by its first bytes. */
  static boolean isBinary(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return isBinary(in.readNBytes(SNIFFED));
    }
  }

  static IOException notText(Path file) {
    return new IOException(
        file.getFileName() + " holds bytes that are not text, and is not a WebAssembly module.");
  }

  private static boolean isBinary(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, SNIFFED); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " is not there any more.", e);
    } catch (AccessDeniedException e) {
      throw new IOException("You may not read " + file + ". Check its permissions.", e);
    }
  }

  /** Where the last whole line ends at or before {@code limit}; at a character's start if none. */
  private static int lastLineEnd(byte[] bytes, int limit) {
    for (int i = limit; i > 0; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    int cut = limit;
    while (cut > 0 && (bytes[cut] & 0xC0) == 0x80) {
      cut--;
    }
    return cut;
  }

  /** Where the line of this number (from 0) starts, or -1 when there are not so many. */
  private static int lineStart(String text, int line) {
    int at = 0;
    for (int i = 0; i < line; i++) {
      at = text.indexOf('\n', at) + 1;
      if (at == 0) {
        return -1;
      }
    }
    return at;
  }

  /** The length of the longest line, in UTF-16 units. */
  static int longestLine(String text) {
    int longest = 0;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      longest = Math.max(longest, end - start);
      start = end + 1;
    }
    return Math.max(longest, text.length() - start);
  }

  private static String cutLongLines(String text) {
    StringBuilder out = new StringBuilder();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (line.length() > MAX_LINE) {
        int cut = Character.isHighSurrogate(line.charAt(CUT_LINE - 1)) ? CUT_LINE - 1 : CUT_LINE;
        out.append(line, 0, cut)
            .append(String.format(Locale.ROOT, " … %,d more characters", line.length() - cut));
      } else {
        out.append(line);
      }
      out.append('\n');
    }
    if (!text.endsWith("\n")) {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }

  private static @Nullable String mixedEndings(String raw, LineEnding ending) {
    return ending.toFile(LineEnding.toEditor(raw)).equals(raw)
        ? null
        : "This file mixes line endings; saving it writes " + ending + " everywhere.";
  }
}
