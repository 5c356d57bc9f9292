package dev.continuum.ide.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void leavesOrdinaryTextOfAllScriptsAlone() {
    assertThat(PlainText.of("häuser 漢字 שלום 😀")).isEqualTo("häuser 漢字 שלום 😀");
  }

  @Test
  void takesOutColoursTitlesAndCursorMovements() {
    assertThat(PlainText.of("\u001b[1;31mred\u001b[0m \u001b]0;title\u0007x\u001b(By\u001b[2J"))
        .isEqualTo("red xy");
    assertThat(PlainText.of("\u001b]8;;http://evil\u001b\\link\u009b31m!")).isEqualTo("link!");
  }

  @Test
  void showsControlCharactersAndThoseThatReorderText() {
    assertThat(PlainText.of("a\u0000b\u0007\u007f")).isEqualTo("a␀b␇␡");
    assertThat(PlainText.of("x\u202egpj.exe\u2066")).isEqualTo("x⟨U+202E⟩gpj.exe⟨U+2066⟩");
    assertThat(PlainText.of("a\u200bb\ufeff")).isEqualTo("a⟨U+200B⟩b⟨U+FEFF⟩");
  }

  @Test
  void expandsTabsToColumnsOfEight() {
    assertThat(PlainText.of("a\tb")).isEqualTo("a       b");
    assertThat(PlainText.of("\t\tc")).hasSize(17);
  }

  @Test
  void anEndlessSequenceSwallowsOnlyItsBound() {
    assertThat(PlainText.of("\u001b]0;" + "x".repeat(10_000))).hasSizeGreaterThan(5_000);
  }
}
