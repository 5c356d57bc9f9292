package dev.continuum.ide.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.editor.Brackets.Pair;
import org.junit.jupiter.api.Test;

class BracketsTest {
  @Test
  void findsTheOtherBracket() {
    assertThat(Brackets.at("(a (b) c)", 0, at -> false)).contains(new Pair(0, 8));
    assertThat(Brackets.at("(a (b) c)", 6, at -> false)).contains(new Pair(5, 3));
    assertThat(Brackets.at("(a (b) c)", 9, at -> false)).contains(new Pair(8, 0));
    assertThat(Brackets.at("(a", 0, at -> false)).isEmpty();
    assertThat(Brackets.at("ab", 1, at -> false)).isEmpty();
  }

  @Test
  void thoseInStringsDoNotCount() {
    assertThat(Brackets.at("(\")\")", 0, at -> at == 2)).contains(new Pair(0, 4));
    assertThat(Brackets.at("(\")\")", 2, at -> at == 2)).isEmpty();
  }
}
