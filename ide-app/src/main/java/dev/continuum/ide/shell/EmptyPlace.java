package dev.continuum.ide.shell;

import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.action.KeyLabels;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;

/** What stands in the middle while no document is open: the first things to do, with their keys. */
final class EmptyPlace extends StackPane {
  private static final List<String> FIRST_STEPS =
      List.of("file.open", "file.openFolder", "go.anything", "go.command", "help.welcome");

  EmptyPlace(ActionRegistry actions) {
    getStyleClass().add("empty-place");
    GridPane grid = new GridPane();
    int row = 0;
    for (String id : FIRST_STEPS) {
      ActionRegistry.Entry entry = actions.find(id).orElse(null);
      if (entry == null) {
        continue;
      }
      Hyperlink link = new Hyperlink(KeyLabels.plain(entry.action().title()));
      link.setOnAction(event -> entry.command().execute());
      GridPane.setHalignment(link, HPos.RIGHT);
      Label key = new Label(KeyLabels.of(entry.action()).orElse(""));
      key.getStyleClass().add("key");
      grid.addRow(row++, link, key);
    }
    grid.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren().add(grid);
  }
}
