package dev.continuum.ide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @Test
  void makesControlCharactersVisible() {
    assertThat(SafeText.line("plain – ö 🚀\t")).isEqualTo("plain – ö 🚀\t");
    assertThat(SafeText.line("a\u001b[2Jb\u0000\u007f\u009b\r\n"))
        .isEqualTo("a\\x1b[2Jb\\x00\\x7f\\x9b\\r\\n");
    assertThat(SafeText.line("\u202egnp.exe\u2066")).isEqualTo("\\u{202e}gnp.exe\\u{2066}");
    assertThat(SafeText.lines("one\r\ntwo\u001bx\n")).isEqualTo("one\ntwo\\x1bx\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'a<1b>[31mred<1b>[0m', 'a<1b>[31mred<1b>[0m'",
    "'<1b>[2J', '\\x1b[2J'",
    "'<1b>]0;title<07>', '\\x1b]0;title\\x07'",
    "'<1b><1b>[1m', '\\x1b<1b>[1m'",
    "'<1b>', '\\x1b'",
    "'<1b>[31', '\\x1b[31'",
    "'<00><08><7f>', '\\x00\\x08\\x7f'",
    "'<c2><9b>2J<c2><a9><c2>', '\\x9b2J<c2><a9><c2>'",
    "'<f0><9f><9a><80>', '<f0><9f><9a><80>'",
    "'tab<09>line<0d><0a>', 'tab<09>line<0d><0a>'",
  })
  void letsOnlyColoursReachATerminal(String written, String shown) throws IOException {
    byte[] bytes = bytes(written);
    for (int split = 0; split <= bytes.length; split++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (TerminalFilter filter = new TerminalFilter(out)) {
        filter.write(bytes, 0, split);
        filter.write(bytes, split, bytes.length - split);
      }
      assertThat(out.toByteArray()).isEqualTo(bytes(shown));
    }
  }

  @Test
  void holdsBackNoMoreThanAColourMayBeLong() throws IOException {
    byte[] bytes = new byte[1000];
    Arrays.fill(bytes, (byte) '1');
    bytes[0] = 0x1b;
    bytes[1] = '[';
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TerminalFilter(out).write(bytes);
    assertThat(out.size()).isEqualTo(1003);
  }

  @Test
  void writesJson() {
    assertThat(
            Json.line(
                Json.object(
                    "text",
                    "a\"\n\u001b",
                    "none",
                    null,
                    "list",
                    java.util.List.of(1, 2L, true),
                    "maybe",
                    Optional.of(Json.object("x", Optional.empty())))))
        .isEqualTo(
            "{\"text\":\"a\\\"\\n\\u001B\",\"none\":null,\"list\":[1,2,true],"
                + "\"maybe\":{\"x\":null}}");
  }

  @Test
  void writesSizesAndTables() {
    assertThat(Sizes.of(0)).isEqualTo("0 B");
    assertThat(Sizes.of(1023)).isEqualTo("1023 B");
    assertThat(Sizes.of(4301)).isEqualTo("4.2 KiB");
    assertThat(Sizes.of(5L << 30)).isEqualTo("5.0 GiB");
    assertThat(new Table("lr").row("a", 1).row("long", 100).lines())
        .containsExactly("a       1", "long  100");
    assertThat(new Table("lll").row("a", "", "b").row("c", "", "d").lines())
        .containsExactly("a  b", "c  d");
  }

  /** Bytes of a text in which {@code <1b>} stands for the byte 0x1b. */
  private static byte[] bytes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '<') {
        out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 3;
      } else {
        out.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }
}
