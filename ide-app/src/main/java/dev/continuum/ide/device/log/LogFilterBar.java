package dev.continuum.ide.device.log;

import dev.continuum.targets.target.app.LogLine.Source;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Which lines of a log are shown: streams, and a text or an expression. */
final class LogFilterBar extends HBox {
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  LogFilterBar(LogFilterModel model) {
    getStyleClass().add("log-filter-bar");
    setAlignment(Pos.CENTER_LEFT);
    for (Source source : Source.values()) {
      ToggleButton on = new ToggleButton(LogPanel.word(source));
      on.setId("log-stream-" + LogPanel.word(source));
      on.getStyleClass().addAll("icon-button", "log-stream");
      String words =
          switch (source) {
            case STDOUT -> "Standard output";
            case STDERR -> "Standard error, marked with !";
            case SUPERVISOR -> "What the device's supervisor did, marked with ·";
          };
      on.setTooltip(new Tooltip(words));
      on.setAccessibleText(words);
      on.selectedProperty().bindBidirectional(model.stream(source));
      on.setMinWidth(USE_PREF_SIZE);
      getChildren().add(on);
    }
    TextField field = new TextField();
    field.setId("log-filter");
    field.setPromptText("Filter");
    field.setPrefColumnCount(14);
    field.getStyleClass().add("small");
    Tooltip tip = new Tooltip("Shows only lines that contain this text");
    field.setTooltip(tip);
    field.textProperty().bindBidirectional(model.text());
    HBox.setHgrow(field, Priority.ALWAYS);
    ToggleButton expression = new ToggleButton(".*");
    expression.setId("log-filter-expression");
    expression.getStyleClass().addAll("icon-button", "log-stream");
    expression.setTooltip(new Tooltip("The filter is a regular expression"));
    expression.setAccessibleText("The filter is a regular expression");
    expression.selectedProperty().bindBidirectional(model.expression());
    expression.setMinWidth(USE_PREF_SIZE);
    Label problem = new Label();
    problem.setId("log-filter-problem");
    problem.getStyleClass().add("log-filter-problem");
    problem.textProperty().bind(model.problem());
    problem.visibleProperty().bind(model.problem().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    model
        .problem()
        .addListener((p, was, is) -> {
          field.pseudoClassStateChanged(DANGER, !is.isEmpty());
          tip.setText(is.isEmpty() ? "Shows only lines that contain this text" : is);
        });
    getChildren().addAll(field, expression, problem);
  }
}
