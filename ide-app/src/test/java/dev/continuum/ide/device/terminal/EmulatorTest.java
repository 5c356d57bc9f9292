package dev.continuum.ide.device.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulatorTest {
  private final StringBuilder replies = new StringBuilder();
  private final Emulator emulator =
      new Emulator(10, 4, bytes -> replies.append(new String(bytes, StandardCharsets.US_ASCII)));

  private TerminalScreen screen() {
    return emulator.screen();
  }

  private void feed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    emulator.feed(bytes, bytes.length);
  }

  private void shows(String... lines) {
    assertThat(screen().text()).containsExactly(lines);
  }

  private void cursorIs(int row, int column) {
    assertThat(List.of(screen().cursorRow(), screen().cursorColumn()))
        .isEqualTo(List.of(row, column));
  }

  @Test
  void writesAndScrolls() {
    feed("one\r\ntwo\r\nthree\r\nfour\r\nfive");
    shows("two", "three", "four", "five");
    assertThat(screen().above()).isEqualTo(1);
    assertThat(screen().line(0)).hasToString("one");
    cursorIs(3, 4);
  }

  @Test
  void wrapsLateAndKnowsThatItDid() {
    feed("0123456789");
    cursorIs(0, 9);
    feed("\r");
    cursorIs(0, 0);
    feed("0123456789ab");
    shows("0123456789", "ab", "", "");
    assertThat(screen().line(0).wrapped).isTrue();
    feed("\033[?7l\033[1;9HXYZ");
    shows("01234567XZ", "ab", "", "");
  }

  @Test
  void movesTheCursor() {
    feed("\033[3;5H");
    cursorIs(2, 4);
    feed("\033[A\033[2D");
    cursorIs(1, 2);
    feed("\033[99B\033[99C");
    cursorIs(3, 9);
    feed("\033[2G\033[2d");
    cursorIs(1, 1);
    feed("\033[H\t");
    cursorIs(0, 8);
    feed("\033[Z");
    cursorIs(0, 0);
    feed("\0337\033[4;4H\0338");
    cursorIs(0, 0);
  }

  @Test
  void erases() {
    feed("aaaaaaaaaa\r\nbbbbbbbbbb\r\ncccccccccc\r\ndddddddddd");
    feed("\033[2;4H\033[K");
    shows("aaaaaaaaaa", "bbb", "cccccccccc", "dddddddddd");
    feed("\033[3;4H\033[1K");
    shows("aaaaaaaaaa", "bbb", "    cccccc", "dddddddddd");
    feed("\033[2X");
    feed("\033[J");
    shows("aaaaaaaaaa", "bbb", "", "");
    feed("\033[1;3H\033[1J");
    shows("   aaaaaaa", "bbb", "", "");
    feed("\033[2J");
    shows("", "", "", "");
  }

  @Test
  void insertsAndDeletes() {
    feed("abcdef\033[1;3H\033[2@");
    shows("ab  cdef", "", "", "");
    feed("\033[3P");
    shows("abdef", "", "", "");
    feed("\033[4h12\033[4l");
    shows("ab12def", "", "", "");
    feed("\r\nxx\033[1;1H\033[L");
    shows("", "ab12def", "xx", "");
    feed("\033[2M");
    shows("xx", "", "", "");
  }

  @Test
  void scrollsWithinMargins() {
    feed("1\r\n2\r\n3\r\n4\033[2;3r");
    cursorIs(0, 0);
    feed("\033[3;1H\n");
    shows("1", "3", "", "4");
    assertThat(screen().above()).isZero();
    feed("\033[2;1H\033M");
    shows("1", "", "3", "4");
    feed("\033[S");
    shows("1", "3", "", "4");
    feed("\033[?6h\033[1;1Hx\033[?6l\033[r");
    shows("1", "x", "", "4");
  }

  @Test
  void keepsTheOtherScreenApart() {
    feed("shell$ \033[?1049h");
    assertThat(screen().alternate()).isTrue();
    shows("", "", "", "");
    feed("\033[2;2Hvi\n\n\n\n\n\n");
    assertThat(screen().above()).isZero();
    feed("\033[?1049l");
    shows("shell$", "", "", "");
    cursorIs(0, 7);
  }

  @Test
  void coloursAndAttributes() {
    feed("\033[1;31;44mA\033[0mB\033[38;5;208mC\033[48;2;1;2;3mD\033[38:2::9:8:7mE\033[7;4;93mF");
    long a = screen().line(0).style(0);
    assertThat(CellStyle.foreground(a)).isEqualTo(2);
    assertThat(CellStyle.background(a)).isEqualTo(5);
    assertThat(CellStyle.has(a, CellStyle.BOLD)).isTrue();
    assertThat(screen().line(0).style(1)).isEqualTo(CellStyle.PLAIN);
    assertThat(CellStyle.foreground(screen().line(0).style(2))).isEqualTo(209);
    assertThat(CellStyle.background(screen().line(0).style(3))).isEqualTo(CellStyle.RGB | 0x010203);
    assertThat(CellStyle.foreground(screen().line(0).style(4))).isEqualTo(CellStyle.RGB | 0x090807);
    long f = screen().line(0).style(5);
    assertThat(CellStyle.foreground(f)).isEqualTo(12);
    assertThat(CellStyle.has(f, CellStyle.INVERSE)).isTrue();
    assertThat(CellStyle.has(f, CellStyle.UNDERLINE)).isTrue();
    feed("\033[44m\033[2J");
    assertThat(CellStyle.background(screen().line(3).style(7))).isEqualTo(5);
  }

  @Test
  void wideAndCombiningCharacters() {
    feed("日本e\u0301x");
    assertThat(screen().line(0)).hasToString("日本e\u0301x");
    cursorIs(0, 6);
    feed("\033[1;2HZ");
    assertThat(screen().line(0)).hasToString(" Z本e\u0301x");
    feed("\033[2;10H語");
    cursorIs(2, 2);
    byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
    for (byte each : euro) {
      emulator.feed(new byte[] {each}, 1);
    }
    assertThat(screen().line(2)).hasToString("語€");
    emulator.feed(new byte[] {(byte) 0xff, 'k'}, 2);
    assertThat(screen().line(2)).hasToString("語€\ufffdk");
  }

  @Test
  void drawsLinesOfTheGraphicsSet() {
    feed("\033(0lqk\033(Bq \033)0\016x\017x");
    shows("┌─┐q │x", "", "", "");
  }

  @Test
  void answersWhatProgramsMayKnowAndNothingElse() {
    feed("\033[2;3H\033[6n\033[5n\033[c\033[>c");
    assertThat(replies).hasToString("\033[2;3R\033[0n\033[?62;22c\033[>1;10;0c");
    replies.setLength(0);
    feed("\033]52;c;ZXZpbA==\007\033]52;c;?\007\033[21t\033[20t\033]10;?\007\033P+q544e\033\\");
    feed("\033]0;evil\tname\u202ex\007\033[21t");
    assertThat(replies).isEmpty();
    assertThat(emulator.title()).doesNotContain("\t", "\u202e").contains("⟨U+202E⟩x");
    feed("\033]2;" + "t".repeat(5000) + "\007");
    assertThat(emulator.title()).hasSize(81);
    shows("", "", "", "");
  }

  @Test
  void modesOfKeysAndPaste() {
    feed("\033[?1h\033[?2004h\033[?25l\007");
    assertThat(emulator.applicationCursor()).isTrue();
    assertThat(emulator.bracketedPaste()).isTrue();
    assertThat(emulator.cursorVisible()).isFalse();
    assertThat(emulator.bells()).isEqualTo(1);
    feed("\033[!p");
    assertThat(emulator.applicationCursor()).isFalse();
    assertThat(emulator.cursorVisible()).isTrue();
  }

  @Test
  void endlessAndBrokenSequencesDoNoHarm() {
    feed("\033[" + "1;".repeat(50_000) + "mA");
    feed("\033]0;" + "x".repeat(1_000_000) + "\033\\B");
    feed("\033P" + "y".repeat(1_000_000) + "\033\\C");
    feed(
        "\033[999999999999B\033[99999999@\033[99999999L\033[99999999S\033[99999999b\033[99999999I");
    feed(
        "\033[0;0r\033[5;2r\033[9999;9999H\033[H\033[99999P\033[99999X\033[99999M\033[38;5m\033[38;2;1m");
    feed("\033c");
    shows("", "", "", "");
    java.util.Random random = new java.util.Random(5);
    byte[] noise = new byte[4096];
    for (int i = 0; i < 50; i++) {
      random.nextBytes(noise);
      for (int j = 0; j < noise.length; j += 7) {
        noise[j] = (byte) "\033[0;9?mHJKLMPX@STrhl".charAt(random.nextInt(20));
      }
      emulator.feed(noise, noise.length);
      screen().resize(1 + random.nextInt(30) + 1, 1 + random.nextInt(12));
    }
    assertThat(screen().text()).hasSize(screen().rows());
  }

  @Test
  void changesSize() {
    feed("1\r\n2\r\n3\r\n4");
    screen().resize(10, 2);
    shows("3", "4");
    assertThat(screen().above()).isEqualTo(2);
    screen().resize(12, 4);
    shows("1", "2", "3", "4");
    cursorIs(3, 1);
    feed("\033[2J\033[Habc");
    screen().resize(12, 2);
    shows("abc", "");
    assertThat(screen().above()).isZero();
  }

  @Test
  void selectsOverWrappedLinesAndStaysWithItsText() {
    feed("first words");
    TerminalSelection selection = new TerminalSelection();
    selection.begin(screen(), 0, 6, 1);
    selection.extend(1, 1);
    assertThat(selection.text(screen())).isEqualTo("words");
    selection.begin(screen(), 0, 1, 2);
    assertThat(selection.text(screen())).isEqualTo("first");
    feed("\r\n\n\n\n\n");
    assertThat(selection.text(screen())).isEqualTo("first");
    selection.begin(screen(), 0, 1, 3);
    selection.extend(2, 0);
    assertThat(selection.text(screen())).isEqualTo("first words\n");
  }

  @ParameterizedTest
  @CsvSource({
    "UP,false,false,false,false,^[[A",
    "UP,false,false,false,true,^[OA",
    "LEFT,false,true,false,false,^[[1;5D",
    "F5,false,false,false,false,^[[15~",
    "DELETE,true,false,false,false,^[[3;2~",
    "C,false,true,false,false,^C",
    "TAB,true,false,false,false,^[[Z",
    "ENTER,false,false,false,false,^M",
    "BACK_SPACE,false,false,false,false,^?"
  })
  void keysSendWhatXtermsDo(
      KeyCode code, boolean shift, boolean control, boolean alt, boolean application, String sent) {
    byte[] bytes = TerminalKeys.pressed(code, shift, control, alt, application);
    StringBuilder shown = new StringBuilder();
    for (byte b : bytes) {
      shown.append(b == 127 ? "^?" : b < 32 ? "^" + (char) (b + '@') : "" + (char) b);
    }
    assertThat(shown).hasToString(sent);
  }

  @Test
  void whateverColoursAreAskedForCanBeRead() {
    List<Color> grey = java.util.Collections.nCopies(16, Color.GRAY);
    for (Color ground : List.of(Color.web("#0d1117"), Color.WHITE)) {
      Color text = ground.equals(Color.WHITE) ? Color.BLACK : Color.WHITE;
      TerminalColours colours = new TerminalColours(grey, text, ground);
      for (int fore = 0; fore <= 256; fore++) {
        for (int back = 0; back <= 256; back += 5) {
          long style =
              CellStyle.withBackground(CellStyle.withForeground(CellStyle.PLAIN, fore), back);
          assertThat(
                  TerminalColours.contrast(
                      colours.text(style, false), colours.ground(style, false)))
              .isGreaterThanOrEqualTo(4.5);
        }
      }
    }
  }
}
