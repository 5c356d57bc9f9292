package dev.continuum.ide.output;

import dev.continuum.ide.output.OutputLine.Kind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of chunks of bytes from several streams. Bytes that are not UTF-8 become U+FFFD; a
 * carriage return alone starts its line anew, as a terminal does for progress bars; lines longer
 * than {@link #LONGEST_LINE} are broken, so that no view has to lay out a huge one. A line that a
 * chunk of another stream interrupts ends there. Not thread-safe.
 */
final class LineAssembler {
  /** In characters. */
  static final int LONGEST_LINE = 1000;

  private final Consumer<OutputLine> lines;
  private final Map<Kind, Decoder> decoders = new EnumMap<>(Kind.class);
  private final StringBuilder open = new StringBuilder();
  private Kind openKind = Kind.STDOUT;
  private boolean carriageReturn;

  LineAssembler(Consumer<OutputLine> lines) {
    this.lines = lines;
  }

  void bytes(Kind kind, byte[] buffer, int length) {
    Decoder decoder = decoders.computeIfAbsent(kind, k -> new Decoder());
    CharBuffer chars = decoder.decode(buffer, length);
    begin(kind);
    while (chars.hasRemaining()) {
      character(chars.get(), decoder.plain);
    }
  }

  /** Ends the line under way, if there is one. */
  void endLine() {
    if (!open.isEmpty()) {
      finish(false);
    }
    carriageReturn = false;
  }

  /** Ends the line under way and forgets half characters: the streams have ended. */
  void endStreams() {
    endLine();
    decoders.clear();
  }

  /** The line under way; null when there is none. */
  @Nullable OutputLine openLine() {
    return open.isEmpty() ? null : OutputLine.of(openKind, open.toString());
  }

  private void begin(Kind kind) {
    if (kind != openKind) {
      endLine();
      openKind = kind;
    }
  }

  private void character(char c, PlainText plain) {
    if (c == '\n') {
      carriageReturn = false;
      plain.lineEnd();
      finish(false);
      return;
    }
    if (carriageReturn) {
      carriageReturn = false;
      open.setLength(0);
    }
    if (c == '\r') {
      carriageReturn = true;
      return;
    }
    if (open.length() >= LONGEST_LINE && !Character.isLowSurrogate(c)) {
      finish(true);
    }
    plain.append(c, open);
  }

  private void finish(boolean continued) {
    lines.accept(new OutputLine(openKind, "", "", open.toString(), continued));
    open.setLength(0);
  }

  private static final class Decoder {
    private final CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final PlainText plain = new PlainText();
    private byte[] rest = new byte[0];

    CharBuffer decode(byte[] buffer, int length) {
      ByteBuffer in = ByteBuffer.allocate(rest.length + length);
      in.put(rest).put(buffer, 0, length).flip();
      CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
      utf8.decode(in, out, false);
      rest = new byte[in.remaining()];
      in.get(rest);
      return out.flip();
    }
  }
}
