package dev.continuum.ide.device.terminal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a stream of bytes apart into text and control sequences (ECMA-48, after the states of DEC's
 * terminals), over any cuts in the stream. What never ends is given up, so a hostile stream costs
 * no memory.
 */
final class SequenceParser {
  /** What a stream says. */
  interface Listener {
    /** A character to be shown. */
    void character(int codePoint);

    /** A control character below 0x20, or 0x7f. */
    void control(int character);

    /**
     * {@code ESC}, perhaps an intermediate, and a final.
     *
     * @param intermediate 0 when there is none
     */
    void escape(char intermediate, char last);

    /**
     * {@code ESC [}, parameters, a final.
     *
     * @param mark {@code ?}, {@code >}, {@code <}, {@code =}, an intermediate, or 0
     */
    void csi(char mark, Parameters parameters, char last);

    /** {@code ESC ]}, a number, a text. */
    void osc(int number, String text);
  }

  /** Numbers of a control sequence. */
  static final class Parameters {
    private static final int MOST = 32;
    private final int[] values = new int[MOST];
    private final boolean[] sub = new boolean[MOST];
    private int count;

    private void clear() {
      count = 0;
    }

    private void digit(int digit) {
      if (count == 0) {
        next(false);
      }
      int i = count - 1;
      values[i] = Math.min(65_535, Math.max(0, values[i]) * 10 + digit);
    }

    private void next(boolean isSub) {
      if (count < MOST) {
        values[count] = -1;
        sub[count] = isSub;
        count++;
      }
    }

    int count() {
      return count;
    }

    /** One number; {@code otherwise} when it was not given. */
    int get(int i, int otherwise) {
      return i < count && values[i] >= 0 ? values[i] : otherwise;
    }

    /** A number of at least one, as counts are. */
    int count(int i) {
      return Math.max(1, get(i, 1));
    }

    /** Whether a number belongs to the one before it ({@code 38:2:…}). */
    boolean isSub(int i) {
      return i < count && sub[i];
    }
  }

  private enum State {
    TEXT,
    ESCAPE,
    CSI,
    /** A control sequence that means nothing, up to its end. */
    CSI_IGNORED,
    OSC,
    /** Other strings (DCS, APC, PM, SOS), of which nothing is wanted. */
    STRING,
    STRING_ESCAPE,
    OSC_ESCAPE
  }

  private static final int LONGEST = 4096;

  private final Listener listener;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private ByteBuffer left = ByteBuffer.allocate(0);
  private final CharBuffer chars = CharBuffer.allocate(8192);
  private final Parameters parameters = new Parameters();
  private final StringBuilder string = new StringBuilder();
  private State state = State.TEXT;
  private char mark;
  private char highSurrogate;
  private int length;

  SequenceParser(Listener listener) {
    this.listener = listener;
  }

  /** Takes some bytes. */
  void feed(byte[] bytes, int count) {
    ByteBuffer in = ByteBuffer.allocate(left.remaining() + count);
    in.put(left).put(bytes, 0, count).flip();
    boolean more;
    do {
      chars.clear();
      more = decoder.decode(in, chars, false).isOverflow();
      chars.flip();
      while (chars.hasRemaining()) {
        accept(chars.get());
      }
    } while (more);
    left = ByteBuffer.wrap(Arrays.copyOfRange(in.array(), in.position(), in.limit()));
  }

  private void accept(char c) {
    switch (state) {
      case TEXT -> text(c);
      case ESCAPE -> escape(c);
      case CSI, CSI_IGNORED -> csi(c);
      case OSC, STRING -> string(c);
      case OSC_ESCAPE, STRING_ESCAPE -> stringEscape(c);
    }
  }

  private void text(char c) {
    if (c == 0x1b) {
      begin(State.ESCAPE);
    } else if (c < ' ' || c == 0x7f) {
      listener.control(c);
    } else if (c == 0x9b) {
      begin(State.CSI);
    } else if (c >= 0x80 && c < 0xa0) {
      // The other C1 controls do nothing here.
      return;
    } else if (Character.isHighSurrogate(c)) {
      highSurrogate = c;
    } else if (Character.isLowSurrogate(c)) {
      listener.character(Character.toCodePoint(highSurrogate, c));
    } else {
      listener.character(c);
    }
  }

  private void begin(State next) {
    state = next;
    mark = 0;
    length = 0;
    parameters.clear();
    string.setLength(0);
  }

  /** Controls work within sequences; a new escape, CAN and SUB end one. */
  private boolean controlWithin(char c) {
    if (c == 0x1b) {
      begin(State.ESCAPE);
    } else if (c == 0x18 || c == 0x1a) {
      state = State.TEXT;
    } else if (c < ' ') {
      listener.control(c);
    } else {
      return false;
    }
    return true;
  }

  private void escape(char c) {
    if (controlWithin(c)) {
      return;
    }
    if (mark == 0) {
      switch (c) {
        case '[' -> {
          begin(State.CSI);
          return;
        }
        case ']' -> {
          begin(State.OSC);
          return;
        }
        case 'P', 'X', '^', '_' -> {
          begin(State.STRING);
          return;
        }
        default -> {}
      }
    }
    if (c >= 0x20 && c <= 0x2f) {
      mark = c;
    } else {
      state = State.TEXT;
      if (c < 0x7f) {
        listener.escape(mark, c);
      }
    }
  }

  private void csi(char c) {
    if (controlWithin(c)) {
      return;
    }
    if (++length > LONGEST || c > 0x7e) {
      state = State.TEXT;
    } else if (c >= 0x40) {
      boolean meant = state == State.CSI;
      state = State.TEXT;
      if (meant) {
        listener.csi(mark, parameters, c);
      }
    } else if (c >= '0' && c <= '9') {
      parameters.digit(c - '0');
    } else if (c == ';' || c == ':') {
      if (parameters.count() == 0) {
        parameters.next(false);
      }
      parameters.next(c == ':');
    } else if (mark == 0) {
      mark = c;
    } else {
      state = State.CSI_IGNORED;
    }
  }

  private void string(char c) {
    if (c == 0x07 || c == 0x9c) {
      end();
    } else if (c == 0x1b) {
      state = state == State.OSC ? State.OSC_ESCAPE : State.STRING_ESCAPE;
    } else if (c == 0x18 || c == 0x1a) {
      state = State.TEXT;
    } else if (state == State.OSC) {
      if (string.length() < LONGEST) {
        string.append(c);
      }
    }
  }

  private void stringEscape(char c) {
    if (c == '\\') {
      state = state == State.OSC_ESCAPE ? State.OSC : State.STRING;
      end();
    } else {
      begin(State.ESCAPE);
      escape(c);
    }
  }

  private void end() {
    boolean osc = state == State.OSC;
    state = State.TEXT;
    if (!osc) {
      return;
    }
    int semicolon = string.indexOf(";");
    String number = semicolon < 0 ? string.toString() : string.substring(0, semicolon);
    if (number.matches("\\d{1,5}")) {
      listener.osc(Integer.parseInt(number), semicolon < 0 ? "" : string.substring(semicolon + 1));
    }
    string.setLength(0);
  }
}
