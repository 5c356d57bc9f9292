package dev.continuum.targets.target;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * An absolute path on a device, exactly: names of files are bytes there, any but the slash and
 * zero.
 *
 * @param bytes one character (0 to 255) for each byte
 */
public record RemotePath(String bytes) implements Comparable<RemotePath> {
  /** The top of all folders. */
  public static final RemotePath ROOT = new RemotePath("/");

  /**
   * Takes slashes at the end off.
   *
   * @throws IllegalArgumentException unless it begins with a slash and holds bytes only
   */
  public RemotePath {
    if (!bytes.startsWith("/") || bytes.chars().anyMatch(c -> c == 0 || c > 255)) {
      throw new IllegalArgumentException("This is not an absolute path.");
    }
    int end = bytes.length();
    while (end > 1 && bytes.charAt(end - 1) == '/') {
      end--;
    }
    bytes = bytes.substring(0, end);
  }

  /** The path of that text, in UTF-8. */
  public static RemotePath of(String text) {
    return new RemotePath(encoded(text));
  }

  private static String encoded(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Whether a text can be the name of one file. */
  public static boolean isName(String text) {
    return !text.isEmpty()
        && !text.equals(".")
        && !text.equals("..")
        && text.indexOf('/') < 0
        && text.indexOf(0) < 0
        && encoded(text).length() <= 255;
  }

  /** Something in this folder, its name given as text. */
  public RemotePath child(String name) {
    return childOfBytes(encoded(name));
  }

  /** Something in this folder, its name given one character a byte. */
  public RemotePath childOfBytes(String name) {
    return new RemotePath(bytes.equals("/") ? "/" + name : bytes + "/" + name);
  }

  /** A path typed by a person: absolute, or relative to this folder; {@code ..} is resolved. */
  public RemotePath resolve(String typed) {
    RemotePath path = typed.startsWith("/") ? ROOT : this;
    for (String part : encoded(typed).split("/")) {
      if (part.equals("..")) {
        path = path.parent();
      } else if (!part.isEmpty() && !part.equals(".")) {
        path = path.childOfBytes(part);
      }
    }
    return path;
  }

  /** The folder it is in; the root's is the root. */
  public RemotePath parent() {
    int slash = bytes.lastIndexOf('/');
    return slash <= 0 ? ROOT : new RemotePath(bytes.substring(0, slash));
  }

  /** The last part as text; see {@link #text}. */
  public String name() {
    return bytes.equals("/") ? "/" : decoded(bytes.substring(bytes.lastIndexOf('/') + 1));
  }

  /**
   * The path as text. Bytes that are no UTF-8 are written as {@code \xNN}; other characters are as
   * they are and may still do harm where they are shown.
   */
  public String text() {
    return decoded(bytes);
  }

  private static String decoded(String bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
    CharBuffer out = CharBuffer.allocate(bytes.length());
    StringBuilder text = new StringBuilder();
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      text.append(out.flip());
      out.clear();
      if (!result.isError()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        text.append(String.format("\\x%02x", in.get() & 0xff));
      }
      decoder.reset();
    }
  }

  @Override
  public int compareTo(RemotePath other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return text();
  }
}
