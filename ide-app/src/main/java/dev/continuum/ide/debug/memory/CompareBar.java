package dev.continuum.ide.debug.memory;

import dev.continuum.ide.output.OutputPane;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Where one says which tick to compare with; takes no room while it is closed. */
final class CompareBar extends HBox {
  private final Comparison comparison;
  private final Runnable leave;
  private final RadioButton stopBefore = new RadioButton("The stop before");
  private final RadioButton atTick = new RadioButton("Tick");
  private final TextField tick = new TextField();
  private final Label wrong = new Label();

  /**
   * Directs {@code comparison}.
   *
   * @param leave called when the user closes the bar
   */
  CompareBar(Comparison comparison, Runnable leave) {
    this.comparison = comparison;
    this.leave = leave;
    getStyleClass().add("memory-bar");
    ToggleGroup group = new ToggleGroup();
    stopBefore.setToggleGroup(group);
    stopBefore.setId("memory-compare-before");
    stopBefore.setSelected(true);
    stopBefore.setOnAction(e -> apply());
    atTick.setToggleGroup(group);
    atTick.setId("memory-compare-tick");
    atTick.setOnAction(e -> {
      tick.requestFocus();
      apply();
    });
    tick.setId("memory-tick");
    tick.getStyleClass().add("memory-tick");
    tick.setPromptText("Such as 1200");
    tick.setMinWidth(60);
    tick.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            atTick.setSelected(true);
            apply();
            event.consume();
          }
        });
    Label words = new Label();
    words.setId("memory-compare-words");
    words.getStyleClass().add("memory-words");
    words.textProperty().bind(comparison.words());
    words.setMinWidth(0);
    wrong.getStyleClass().add("memory-note");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button close = OutputPane.button("fth-x", "Close (Escape)", "memory-compare-close");
    close.setOnAction(e -> hide());
    Label title = new Label("Compare with");
    title.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().setAll(title, stopBefore, atTick, tick, wrong, words, space, close);
    setVisible(false);
    managedProperty().bind(visibleProperty());
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            hide();
            event.consume();
          }
        });
  }

  void show(boolean open) {
    if (open) {
      setVisible(true);
      apply();
    } else {
      hide();
    }
  }

  /** Closes it and ends the comparison. */
  void hide() {
    if (isVisible()) {
      setVisible(false);
      comparison.end();
      leave.run();
    }
  }

  private void apply() {
    wrong.setText("");
    if (stopBefore.isSelected()) {
      comparison.withStopBefore();
      return;
    }
    String text = tick.getText().strip().replaceAll("[,_ ]", "");
    if (text.matches("[0-9]{1,18}")) {
      comparison.with(Long.parseLong(text));
    } else {
      comparison.end();
      wrong.setText("Type a tick: how many instructions were executed.");
    }
  }
}
