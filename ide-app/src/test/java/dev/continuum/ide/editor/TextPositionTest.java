package dev.continuum.ide.editor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextPositionTest {
  @Test
  void reads() {
    assertThat(TextPosition.parse("16:7")).contains(new TextPosition(16, 7));
    assertThat(TextPosition.parse(" 16 , 7 ")).contains(new TextPosition(16, 7));
    assertThat(TextPosition.parse("0")).contains(new TextPosition(1, 1));
    assertThat(TextPosition.parse("0x1a3")).isEmpty();
    assertThat(TextPosition.parse("99999999999")).isEmpty();
  }

  @Test
  void isAnOffset() {
    String text = "ab\nc\n";
    assertThat(new TextPosition(1, 2).offset(text)).isEqualTo(1);
    assertThat(new TextPosition(1, 9).offset(text)).isEqualTo(2);
    assertThat(new TextPosition(2, 1).offset(text)).isEqualTo(3);
    assertThat(new TextPosition(9, 1).offset(text)).isEqualTo(5);
    assertThat(TextPosition.of(text, 4)).isEqualTo(new TextPosition(2, 2));
    assertThat(TextPosition.of(text, 5)).isEqualTo(new TextPosition(3, 1));
  }
}
