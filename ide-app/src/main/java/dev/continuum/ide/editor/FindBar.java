package dev.continuum.ide.editor;

import dev.continuum.ide.theme.Icons;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Find and replace, above the text; takes no room while it is closed. */
final class FindBar extends GridPane {
  private final FindModel model;
  private final Runnable leave;
  private final TextField query = new TextField();
  private final TextField replacement = new TextField();
  private final BooleanProperty replacing = new SimpleBooleanProperty();

  /**
   * Shows {@code model}.
   *
   * @param editable whether the text may be changed; replacing is offered only then
   * @param leave called when the user closes the bar
   */
  FindBar(FindModel model, ObservableValue<Boolean> editable, Runnable leave) {
    this.model = model;
    this.leave = leave;
    getStyleClass().add("find-bar");
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    wide.setMinWidth(80);
    wide.setMaxWidth(420);
    ColumnConstraints rest = new ColumnConstraints();
    rest.setHalignment(HPos.LEFT);
    rest.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(wide, rest);

    query.setPromptText("Find");
    query.setId("find-query");
    query.textProperty().bindBidirectional(model.query());
    replacement.setPromptText("Replace with");
    replacement.setId("find-replacement");
    replacement.textProperty().bindBidirectional(model.replacement());

    Label status = new Label();
    status.getStyleClass().add("find-status");
    status.setId("find-status");
    status.textProperty().bind(model.status());
    model
        .failing()
        .subscribe(failing -> {
          status.getStyleClass().remove("failing");
          if (failing) {
            status.getStyleClass().add("failing");
          }
        });

    HBox options =
        new HBox(
            4,
            toggle("Aa", "Match case", model.matchCase()),
            toggle("W", "Whole words", model.wholeWord()),
            toggle(".*", "Regular expression", model.regex()),
            icon("fth-chevron-up", "Previous (Shift+F3)", model::previous),
            icon("fth-chevron-down", "Next (F3)", model::next),
            icon("fth-x", "Close (Escape)", this::close),
            status);
    options.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    HBox replaceButtons =
        new HBox(4, button("Replace", model::replace), button("Replace all", model::replaceAll));
    addRow(0, query, options);
    addRow(1, replacement, replaceButtons);

    ObservableValue<Boolean> showReplace =
        replacing.flatMap(on -> editable.map(can -> on && can)).orElse(false);
    for (javafx.scene.Node node : new javafx.scene.Node[] {replacement, replaceButtons}) {
      node.visibleProperty().bind(showReplace);
      node.managedProperty().bind(showReplace);
    }
    visibleProperty().bind(model.open());
    managedProperty().bind(model.open());
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Opens it, with what is selected as the query if that is part of a line. */
  void open(boolean replace, String selected) {
    if (!selected.isEmpty() && selected.indexOf('\n') < 0) {
      model.query().set(selected);
    }
    replacing.set(replace);
    model.open().set(true);
    query.requestFocus();
    query.selectAll();
  }

  /** Closes it and gives the focus back to the text. */
  void close() {
    model.open().set(false);
    leave.run();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      close();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && event.getTarget() == query) {
      if (event.isShiftDown()) {
        model.previous();
      } else {
        model.next();
      }
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && event.getTarget() == replacement) {
      model.replace();
      event.consume();
    }
  }

  private static ToggleButton toggle(String text, String hint, BooleanProperty value) {
    ToggleButton button = new ToggleButton(text);
    explain(button, hint);
    button.selectedProperty().bindBidirectional(value);
    return button;
  }

  private static Button icon(String literal, String hint, Runnable action) {
    Button button = new Button();
    button.setGraphic(Icons.of(literal));
    explain(button, hint);
    button.setOnAction(event -> action.run());
    return button;
  }

  private static Button button(String text, Runnable action) {
    Button button = new Button(text);
    button.setFocusTraversable(true);
    button.setOnAction(event -> action.run());
    return button;
  }

  private static void explain(ButtonBase button, String hint) {
    button.setTooltip(new Tooltip(hint));
    button.setAccessibleText(hint);
  }
}
