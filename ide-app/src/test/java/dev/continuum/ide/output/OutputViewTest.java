package dev.continuum.ide.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.output.OutputLine.Kind;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutputViewTest {
  private final QueuedTasks tasks = new QueuedTasks();
  private final OutputModel model = new OutputModel(tasks, 5_000, 10_000_000);
  private OutputPane pane;

  @BeforeEach
  void show() {
    FxTest.startToolkit();
    pane = FxTest.onFx(() -> new OutputPane(model, new Label("Nothing yet.")));
    FxTest.runFx(() -> new Scene(pane, 600, 300));
  }

  private void add(int from, int to) {
    for (int i = from; i < to; i++) {
      model.line(OutputLine.of(Kind.STDOUT, "line " + i));
    }
    FxTest.runFx(() -> {
      tasks.run();
      pane.applyCss();
      pane.layout();
    });
  }

  private void press(KeyCode key, boolean control) {
    FxTest.runFx(() -> {
      Event.fireEvent(
          pane.view(),
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, control, false, false));
      pane.layout();
    });
  }

  private boolean following() {
    return FxTest.onFx(() -> pane.view().followingProperty().get());
  }

  private boolean shows(String text) {
    return FxTest.onFx(() ->
        pane.view().lookupAll(".output-body").stream()
            .anyMatch(node ->
                node instanceof Text body
                    && body.getParent().getParent().isVisible()
                    && body.getText().equals(text)));
  }

  @Test
  void followsOnlyWhileTheEndIsInView() {
    add(0, 1000);
    assertThat(following()).isTrue();
    assertThat(shows("line 999")).isTrue();
    press(KeyCode.HOME, false);
    assertThat(following()).isFalse();
    add(1000, 2000);
    assertThat(shows("line 0")).isTrue();
    assertThat(shows("line 1999")).isFalse();
    press(KeyCode.END, false);
    assertThat(following()).isTrue();
    assertThat(shows("line 1999")).isTrue();
  }

  @Test
  void selectsAndFindsOverLinesThatAreNotInView() {
    add(0, 1000);
    press(KeyCode.A, true);
    String all = FxTest.onFx(() -> pane.view().selectedText());
    assertThat(all.lines()).hasSize(1000).startsWith("line 0", "line 1").endsWith("line 999");
    assertThat(FxTest.onFx(() -> pane.view().find("line 123", true, false))).isTrue();
    FxTest.runFx(pane::layout);
    assertThat(shows("line 123")).isTrue();
    assertThat(FxTest.onFx(() -> pane.view().find("nowhere", true, false))).isFalse();
  }

  @Test
  void makesNoMoreRowsThanFit() {
    add(0, 20_000);
    int rows = FxTest.onFx(() -> pane.view().lookupAll(".output-row").size());
    assertThat(rows).isBetween(5, 40);
    assertThat(FxTest.onFx(() -> pane.view().lookupAll(".output-row").size())).isEqualTo(rows);
  }
}
