package dev.continuum.ide.debug;

import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.shell.ActionButtons;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The bar of the debugger: the ways through time, the timeline, and where the program stands. */
final class DebugBar extends HBox {
  /** How wide the words are that say why the program stands, in pixels. */
  private static final double REASON = 280;

  DebugBar(ActionRegistry actions, TimelineModel model) {
    getStyleClass().add("debug-bar");
    setId("debug-bar");
    setAlignment(Pos.CENTER_LEFT);
    for (String id :
        new String[] {
          "debug.toStart", "debug.reverse", "debug.back", "debug.continue", "debug.pause",
          "debug.over", "debug.into", "debug.out", "debug.toNow", "debug.restart"
        }) {
      actions
          .find(id)
          .ifPresent(entry -> getChildren().add(ActionButtons.icon(entry, "bar-" + id)));
    }
    Timeline line = new Timeline(model);
    HBox.setHgrow(line, Priority.ALWAYS);
    // All of one width whatever they say: the line must not move under the mouse.
    Label reason = new Label();
    reason.setId("debug-reason");
    reason.textProperty().bind(model.reason());
    reason.setMinWidth(60);
    reason.setPrefWidth(REASON);
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(model.reason());
    reason.setTooltip(whole);
    Label tick = new Label();
    tick.setId("debug-tick");
    tick.getStyleClass().add("code");
    tick.textProperty().bind(model.text());
    tick.setMinWidth(USE_PREF_SIZE);
    Label past = new Label("in the past");
    past.setId("debug-past");
    past.getStyleClass().add("past-chip");
    past.setMinWidth(USE_PREF_SIZE);
    past.visibleProperty().bind(model.past());
    getChildren().addAll(line, reason, past, tick);
    visibleProperty().bind(model.time().isNotNull());
    managedProperty().bind(visibleProperty());
  }
}
