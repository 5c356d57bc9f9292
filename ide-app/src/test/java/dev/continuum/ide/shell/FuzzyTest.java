package dev.continuum.ide.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class FuzzyTest {
  @Test
  void findsLettersInOrderWhateverTheirCase() {
    assertThat(Fuzzy.match("sa", "Save All")).isNotNull();
    assertThat(Fuzzy.match("SAVALL", "Save All")).isNotNull();
    assertThat(Fuzzy.match("save all", "File: Save All")).isNotNull();
    assertThat(Fuzzy.match("as", "Sa")).isNull();
    assertThat(Fuzzy.match("xyz", "Save All")).isNull();
  }

  @Test
  void marksTheLettersThatStartWords() {
    assertThat(Objects.requireNonNull(Fuzzy.match("sa", "Use Save All")).positions())
        .containsExactly(4, 5);
    assertThat(Objects.requireNonNull(Fuzzy.match("zi", "View: Zoom In")).positions())
        .containsExactly(6, 11);
  }

  @Test
  void prefersWordStartsAndRuns() {
    assertThat(score("op", "Open File")).isGreaterThan(score("op", "Stop"));
    assertThat(score("filter", "filter.wat")).isGreaterThan(score("filter", "file_letter.wat"));
    assertThat(score("sa", "Save All")).isGreaterThan(score("sa", "Use a thing"));
  }

  @Test
  void anEmptyQueryMatchesAll() {
    assertThat(score("", "anything")).isZero();
  }

  @Test
  void lettersThatChangeLengthInLowerCaseDoNoHarm() {
    assertThat(Fuzzy.match("wat", "\u0130\u0130.wat")).isNotNull();
  }

  private static int score(String query, String text) {
    return Objects.requireNonNull(Fuzzy.match(query, text), text).score();
  }
}
