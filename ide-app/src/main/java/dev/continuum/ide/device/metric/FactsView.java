package dev.continuum.ide.device.metric;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Names and values, below each other. */
final class FactsView extends GridPane {
  private List<FactLines.Fact> shown = List.of();

  FactsView() {
    getStyleClass().add("device-facts");
    setId("device-facts");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    values.setMinWidth(0);
    getColumnConstraints().setAll(names, values);
  }

  /** Shows other facts, when they are others. */
  void show(List<FactLines.Fact> facts) {
    if (facts.equals(shown)) {
      return;
    }
    shown = facts;
    getChildren().clear();
    String before = "";
    for (int row = 0; row < facts.size(); row++) {
      FactLines.Fact fact = facts.get(row);
      // Several of a kind have their name once.
      Label name = new Label(fact.name().equals(before) ? "" : fact.name());
      before = fact.name();
      name.getStyleClass().add("muted");
      Label value = new Label(fact.value());
      value.setWrapText(true);
      value.setMinWidth(0);
      value.setAccessibleText(fact.name() + ": " + fact.value());
      GridPane.setValignment(name, VPos.TOP);
      GridPane.setValignment(value, VPos.TOP);
      add(name, 0, row);
      add(value, 1, row);
    }
  }
}
