package dev.continuum.ide.editor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutEditTest {
  private static final String BEFORE = "(module\n(func\n    nop )\n)";
  private static final String AFTER = "(module\n  (func\n    nop)\n)\n";

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 9, 18, 21, 23, 25})
  void keepsTheCaretBehindItsCharacter(int caret) {
    TextEdit edit = LayoutEdit.between(BEFORE, AFTER, caret);
    String result =
        BEFORE.substring(0, edit.start()) + edit.replacement() + BEFORE.substring(edit.end());
    assertThat(result).isEqualTo(AFTER);
    assertThat(AFTER.substring(0, edit.caret()).replaceAll("\\s", ""))
        .isEqualTo(BEFORE.substring(0, caret).replaceAll("\\s", ""));
  }

  @Test
  void touchesNoMoreThanDiffers() {
    TextEdit edit = LayoutEdit.between("(a\n(b) )", "(a\n(b))", 0);
    assertThat(edit.start()).isEqualTo(6);
    assertThat(edit.end()).isEqualTo(7);
    assertThat(edit.replacement()).isEmpty();
  }
}
