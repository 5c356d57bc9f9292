package dev.continuum.ide.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.task.ImmediateTasks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindModelTest {
  private final PlainBuffer buffer = new PlainBuffer();
  private final FindModel find = new FindModel(buffer, new ImmediateTasks());

  @BeforeEach
  void open() {
    buffer.load("one two One two one");
    find.open().set(true);
  }

  private String selected() {
    return buffer.anchor() + "-" + buffer.caret();
  }

  @Test
  void findsWhileTypingAndGoesRound() {
    find.query().set("on");
    find.query().set("one");
    assertThat(selected()).isEqualTo("0-3");
    assertThat(find.status().get()).isEqualTo("1 of 3");
    find.next();
    assertThat(selected()).isEqualTo("8-11");
    find.next();
    find.next();
    assertThat(selected()).isEqualTo("0-3");
    find.previous();
    assertThat(selected()).isEqualTo("16-19");
    assertThat(find.status().get()).isEqualTo("3 of 3");
  }

  @Test
  void saysWhenThereIsNothing() {
    find.query().set("three");
    assertThat(find.status().get()).isEqualTo("No results");
    assertThat(find.failing().get()).isTrue();
    find.regex().set(true);
    find.query().set("(");
    assertThat(find.status().get()).contains("Unclosed group");
    find.query().set("");
    assertThat(find.status().get()).isEmpty();
  }

  @Test
  void replacesOneAfterTheOther() {
    find.matchCase().set(true);
    find.query().set("one");
    find.replacement().set("1");
    find.replace();
    assertThat(buffer.text()).isEqualTo("1 two One two one");
    assertThat(selected()).isEqualTo("14-17");
    find.replace();
    assertThat(buffer.text()).isEqualTo("1 two One two 1");
    assertThat(find.status().get()).isEqualTo("No results");
  }

  @Test
  void replacesAllInOneStep() {
    find.query().set("one");
    find.replacement().set("1");
    find.replaceAll();
    assertThat(buffer.text()).isEqualTo("1 two 1 two 1");
    assertThat(find.status().get()).isEqualTo("Replaced 3");
    assertThat(find.failing().get()).isFalse();
    buffer.undo();
    assertThat(buffer.text()).isEqualTo("one two One two one");
  }

  @Test
  void followsTheText() {
    find.query().set("two");
    buffer.select(0, 0);
    buffer.type("two ");
    assertThat(find.found().get().matches()).hasSize(3);
    find.open().set(false);
    assertThat(find.found().get().matches()).isEmpty();
  }
}
