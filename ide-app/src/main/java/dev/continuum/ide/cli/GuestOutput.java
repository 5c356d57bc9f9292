package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.command.Terminal;
import dev.continuum.ide.cli.command.TerminalFilter;
import dev.continuum.targets.target.run.OutputListener;
import dev.continuum.targets.target.run.Recording;
import dev.continuum.targets.target.run.RunEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes a guest's output on: byte for byte, with terminals protected, or as JSON with one object
 * on each line.
 */
final class GuestOutput implements OutputListener {
  private final Terminal terminal;
  private final boolean json;
  private final Map<Stream, OutputStream> raw = new EnumMap<>(Stream.class);
  private final Map<Stream, Utf8> text = new EnumMap<>(Stream.class);
  private volatile boolean closed;
  private volatile @Nullable Recording recording;
  private volatile @Nullable Recording profile;

  GuestOutput(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
    raw.put(Stream.STDOUT, protect(terminal.out(), terminal.outIsTerminal()));
    raw.put(Stream.STDERR, protect(terminal.err(), terminal.errIsTerminal()));
    text.put(Stream.STDOUT, new Utf8());
    text.put(Stream.STDERR, new Utf8());
  }

  private static OutputStream protect(OutputStream stream, boolean isTerminal) {
    return isTerminal ? new TerminalFilter(stream) : stream;
  }

  /** Whether whoever read our output has gone. */
  boolean isClosed() {
    return closed;
  }

  @Override
  public void engine(RunEngine engine, String reason) {
    if (json) {
      terminal.line(
          Json.line(Json.object("event", "engine", "engine", engine.id(), "reason", reason)));
    }
    if (!reason.isEmpty()) {
      terminal.errorLine(SafeText.line(reason));
    }
  }

  @Override
  public void recorded(Recording became) {
    recording = became;
  }

  /** What became of the recording; empty before the guest has ended, and without one. */
  Optional<Recording> recording() {
    return Optional.ofNullable(recording);
  }

  @Override
  public void profiled(Recording became) {
    profile = became;
  }

  /** What became of the profile; empty before the guest has ended, and without one. */
  Optional<Recording> profile() {
    return Optional.ofNullable(profile);
  }

  @Override
  public void output(Stream stream, byte[] buffer, int length) {
    try {
      if (json) {
        emit(stream, decoder(stream).decode(buffer, length, false));
      } else {
        OutputStream to = raw.getOrDefault(stream, terminal.out());
        to.write(buffer, 0, length);
        to.flush();
      }
    } catch (IOException e) {
      closed = true;
      throw new Terminal.OutputClosed(e);
    } catch (Terminal.OutputClosed e) {
      closed = true;
      throw e;
    }
  }

  /** The guest has ended: what was held back comes out. */
  void end() throws IOException {
    if (closed) {
      return;
    }
    for (Stream stream : Stream.values()) {
      if (json) {
        emit(stream, decoder(stream).decode(new byte[0], 0, true));
      } else if (raw.get(stream) instanceof TerminalFilter filter) {
        filter.close();
      }
    }
  }

  private Utf8 decoder(Stream stream) {
    return text.computeIfAbsent(stream, missing -> new Utf8());
  }

  private synchronized void emit(Stream stream, String content) {
    if (!content.isEmpty()) {
      terminal.line(
          Json.line(
              Json.object(
                  "event",
                  "output",
                  "stream",
                  stream.name().toLowerCase(Locale.ROOT),
                  "text",
                  content)));
    }
  }

  /** Bytes to text, over chunks that may end in the middle of a character. */
  private static final class Utf8 {
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer rest = ByteBuffer.allocate(0);

    String decode(byte[] bytes, int length, boolean last) {
      ByteBuffer in = ByteBuffer.allocate(rest.remaining() + length);
      in.put(rest).put(bytes, 0, length).flip();
      CharBuffer out = CharBuffer.allocate(in.remaining() + 4);
      decoder.decode(in, out, last);
      if (last) {
        decoder.flush(out);
      }
      rest = ByteBuffer.allocate(in.remaining()).put(in).flip();
      return out.flip().toString();
    }
  }
}
