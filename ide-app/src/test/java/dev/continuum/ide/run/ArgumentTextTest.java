package dev.continuum.ide.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentTextTest {
  @Test
  void splitsAsAShellDoes() {
    assertThat(ArgumentText.split("")).isEmpty();
    assertThat(ArgumentText.split("  a  b ")).containsExactly("a", "b");
    assertThat(ArgumentText.split("'a b' \"c \\\"d\" e\\ f ''"))
        .containsExactly("a b", "c \"d", "e f", "");
    assertThat(ArgumentText.split("x'y'\"z\"")).containsExactly("xyz");
    assertThat(ArgumentText.split("\"\\n\" '$HOME' *")).containsExactly("\\n", "$HOME", "*");
  }

  @Test
  void saysWhichQuoteIsNotClosed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArgumentText.split("'a"))
        .withMessage("The quote ' is not closed.");
    assertThatIllegalArgumentException().isThrownBy(() -> ArgumentText.split("a\\"));
  }

  @Test
  void joinsSoThatSplittingGivesTheSame() {
    List<String> arguments = List.of("plain", "", "two words", "it's", "\"q\"", "\\", "a=b", "*");
    assertThat(ArgumentText.split(ArgumentText.join(arguments))).isEqualTo(arguments);
  }
}
