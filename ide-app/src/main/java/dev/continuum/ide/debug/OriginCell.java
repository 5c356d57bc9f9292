package dev.continuum.ide.debug;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** A step of an origin: value, instruction, what happens to the value, and where. */
final class OriginCell extends ListCell<OriginRow> {
  private final Label value = label("origin-value", "code");
  private final Label instruction = label("origin-instruction", "code");
  private final Label words = label("origin-words");
  private final Label where = label("origin-where", "code");
  private final HBox box = new HBox(value, instruction, words, where);
  private final Tooltip whole = new Tooltip();

  OriginCell(Consumer<OriginRow> chosen) {
    box.getStyleClass().add("origin-row");
    box.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    whole.setWrapText(true);
    whole.setMaxWidth(600);
    setPrefWidth(0);
    setOnMouseClicked(event -> {
      if (event.getButton() == MouseButton.PRIMARY && getItem() != null) {
        chosen.accept(getItem());
      }
    });
  }

  private static Label label(String... styles) {
    Label label = new Label();
    label.getStyleClass().addAll(styles);
    label.setMinWidth(0);
    return label;
  }

  @Override
  protected void updateItem(@Nullable OriginRow row, boolean empty) {
    super.updateItem(row, empty);
    if (row == null || empty) {
      setGraphic(null);
      setTooltip(null);
      setAccessibleText(null);
      return;
    }
    value.setText(row.value());
    instruction.setText(row.instruction());
    words.setText(row.words());
    where.setText(row.where());
    whole.setText(
        row.reachable()
            ? "%s\n%s\n%s, tick %,d"
                .formatted(row.value(), row.instruction(), row.where(), row.tick())
            : row.value());
    setTooltip(whole);
    setAccessibleText(
        row.value() + ": " + row.instruction() + ", " + row.words() + " " + row.where());
    setGraphic(box);
  }
}
