package dev.continuum.ide.debug.memory;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/** What the bytes at the caret mean, read as this and that. */
final class ReadingsPane extends ScrollPane {
  private final MemoryModel model;
  private final GridPane grid = new GridPane();
  private final List<Label> names = new ArrayList<>();
  private final List<Label> values = new ArrayList<>();

  ReadingsPane(MemoryModel model) {
    this.model = model;
    setId("memory-readings");
    getStyleClass().add("memory-side");
    grid.getStyleClass().add("memory-readings");
    setContent(grid);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    setMinHeight(0);
  }

  /** Reads them anew. */
  void update() {
    List<ByteReadings.Reading> all = ByteReadings.of(model).all();
    while (names.size() < all.size()) {
      Label name = new Label();
      name.getStyleClass().add("reading-name");
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label value = new Label();
      value.setMinWidth(0);
      value.setTooltip(new Tooltip());
      grid.addRow(names.size(), name, value);
      names.add(name);
      values.add(value);
    }
    for (int i = 0; i < names.size(); i++) {
      boolean shown = i < all.size();
      names.get(i).setText(shown ? all.get(i).label() : "");
      Label value = values.get(i);
      value.setText(shown ? all.get(i).text() : "");
      value.getTooltip().setText(value.getText());
      for (Label each : new Label[] {names.get(i), value}) {
        each.setVisible(shown);
        each.setManaged(shown);
      }
    }
  }
}
