package dev.continuum.ide.device.log;

import dev.continuum.ide.output.OutputPane;
import dev.continuum.ide.output.OutputView;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Finds a text in the lines that are shown, and says in how many it is. */
final class LogFindBar extends HBox {
  private final LogModel model;
  private final OutputView view;
  private final TextField field = new TextField();
  private final Label result = new Label();

  LogFindBar(LogModel model, OutputView view) {
    this.model = model;
    this.view = view;
    getStyleClass().add("output-find-bar");
    setAlignment(Pos.CENTER_LEFT);
    setVisible(false);
    managedProperty().bind(visibleProperty());
    field.setId("log-find-field");
    field.setPromptText("Find in the log");
    HBox.setHgrow(field, Priority.SOMETIMES);
    field.textProperty().addListener((p, was, is) -> find(true, false));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    result.setId("log-find-result");
    result.setMinWidth(USE_PREF_SIZE);
    Button back =
        OutputPane.button("fth-chevron-up", "Previous (Shift+Enter)", "log-find-previous");
    back.setOnAction(e -> find(false, true));
    Button next = OutputPane.button("fth-chevron-down", "Next (Enter)", "log-find-next");
    next.setOnAction(e -> find(true, true));
    Button close = OutputPane.button("fth-x", "Close (Escape)", "log-find-close");
    close.setOnAction(e -> hide());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren().setAll(field, back, next, result, space, close);
    model.lines().revision().addListener(o -> count());
    // The line that is marked may be another one now.
    model.filter().applied().addListener((p, was, is) -> view.endFind());
  }

  /** Shows it and takes up the selected text. */
  void open() {
    String selected = view.selectedText();
    if (!selected.isEmpty() && selected.indexOf('\n') < 0) {
      field.setText(selected);
    }
    setVisible(true);
    if (!field.getText().isEmpty()) {
      find(true, false);
    }
    field.requestFocus();
    field.selectAll();
  }

  private void hide() {
    setVisible(false);
    view.endFind();
    model.store().setWanted("");
    view.requestFocus();
  }

  private void find(boolean forward, boolean again) {
    if (field.getText().isEmpty()) {
      view.endFind();
      model.store().setWanted("");
    } else {
      view.find(field.getText(), forward, again);
    }
    count();
  }

  private void count() {
    if (!isVisible()) {
      return;
    }
    int hits = model.store().hits();
    if (field.getText().isEmpty()) {
      result.setText("");
    } else if (hits == 0) {
      result.setText("Nothing is found.");
    } else {
      String where =
          view.found()
              .map(found -> String.format("%,d of ", model.store().hitsBefore(found.line()) + 1))
              .orElse("");
      result.setText(where + String.format("%,d %s", hits, hits == 1 ? "line" : "lines"));
    }
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      find(!event.isShiftDown(), true);
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      hide();
      event.consume();
    }
  }
}
