package dev.continuum.inspector.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a source in UTF-8, decoded straight into an array of their number: a source may
 * be so large that a copy more of it counts.
 *
 * @param text the characters; what is no UTF-8 gives U+FFFD
 * @param malformed the position of the first such character, or -1 when all is well
 */
record Utf8Source(char[] text, int malformed) {
  /** Decodes from the buffer's position to its limit, and leaves both as they are. */
  static Utf8Source of(ByteBuffer utf8) {
    char[] text = new char[characters(utf8)];
    CharBuffer out = CharBuffer.wrap(text);
    CoderResult result = decode(utf8, out, CodingErrorAction.REPORT);
    if (!result.isError()) {
      return new Utf8Source(text, -1);
    }
    // No byte gives more than one character, well-formed or not.
    CharBuffer replaced = CharBuffer.allocate(utf8.remaining());
    decode(utf8, replaced, CodingErrorAction.REPLACE);
    char[] all = new char[replaced.flip().remaining()];
    replaced.get(all);
    return new Utf8Source(all, out.position());
  }

  private static CoderResult decode(ByteBuffer utf8, CharBuffer out, CodingErrorAction action) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
    return decoder.decode(utf8.duplicate(), out, true);
  }

  /** How many characters well-formed UTF-8 gives: one for each first byte, two for long ones. */
  private static int characters(ByteBuffer utf8) {
    int count = 0;
    for (int i = utf8.position(); i < utf8.limit(); i++) {
      int b = utf8.get(i);
      if (b >= 0 || (b & 0xc0) != 0x80) {
        count++;
      }
      if ((b & 0xf8) == 0xf0) {
        count++;
      }
    }
    return count;
  }
}
