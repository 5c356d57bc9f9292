package dev.continuum.ide.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputHistoryTest {
  @Test
  void goesBackAndForthAndKeepsTheLineBeingTyped() {
    InputHistory history = new InputHistory();
    history.add("one");
    history.add("two");
    history.add("two");
    assertThat(history.previous("dra")).isEqualTo("two");
    assertThat(history.previous("two")).isEqualTo("one");
    assertThat(history.previous("one")).isEqualTo("one");
    assertThat(history.next("one")).isEqualTo("two");
    assertThat(history.next("two")).isEqualTo("dra");
    assertThat(history.next("dra")).isEqualTo("dra");
  }
}
