package dev.continuum.ide.disassembly;

import dev.continuum.ide.disassembly.FunctionFinder.Choice;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A field to type a function or an offset into, and the list of what that may mean. */
final class GoToField {
  private static final double ROW = 24;
  private static final int SHOWN = 12;

  private final DisassemblyModel model;
  private final Runnable leave;
  private final TextField field = new TextField();
  private final ListView<Choice> choices = new ListView<>();

  /**
   * @param leave called when the keyboard is to go back to the code
   */
  GoToField(DisassemblyModel model, Runnable leave) {
    this.model = model;
    this.leave = leave;
    field.setId("disassembly-go-to");
    field.setPromptText("Function, index or 0x offset");
    field.textProperty().addListener((property, was, is) -> offer(model.choices(is)));
    field.focusedProperty().addListener((property, was, is) -> show(is && hasChoices()));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    choices.setId("disassembly-choices");
    choices.getStyleClass().add("disassembly-choices");
    choices.setFixedCellSize(ROW);
    choices.setCellFactory(list -> new ChoiceCell());
    choices.setFocusTraversable(false);
    choices.setMaxWidth(Region.USE_PREF_SIZE);
    choices.setMaxHeight(Region.USE_PREF_SIZE);
    choices.setOnMouseReleased(event -> chosen());
    show(false);
  }

  TextField field() {
    return field;
  }

  /** What may be meant; lies over the code. */
  ListView<Choice> choices() {
    return choices;
  }

  /** Takes the keyboard, with all of what was typed selected. */
  void open() {
    field.requestFocus();
    field.selectAll();
  }

  private boolean hasChoices() {
    return !choices.getItems().isEmpty();
  }

  private void offer(List<Choice> found) {
    choices.getItems().setAll(found);
    choices.setPrefHeight(Math.min(found.size(), SHOWN) * ROW + 2);
    choices.getSelectionModel().selectFirst();
    show(field.isFocused() && !found.isEmpty());
  }

  private void show(boolean shown) {
    choices.setVisible(shown);
    choices.setManaged(shown);
    Parent over = choices.getParent();
    if (shown && over != null) {
      choices.setTranslateX(over.sceneToLocal(field.localToScene(0, 0)).getX());
    }
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> step(1);
      case UP -> step(-1);
      case ENTER -> chosen();
      case ESCAPE -> {
        show(false);
        leave.run();
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void step(int by) {
    int next = choices.getSelectionModel().getSelectedIndex() + by;
    if (next >= 0 && next < choices.getItems().size()) {
      choices.getSelectionModel().select(next);
      choices.scrollTo(Math.max(0, next - SHOWN + 1));
    }
  }

  private void chosen() {
    Choice choice = choices.getSelectionModel().getSelectedItem();
    if (choice != null && hasChoices()) {
      model.goTo(choice.place());
    } else if (field.getText().isBlank() || !model.goTo(field.getText())) {
      return;
    }
    show(false);
    leave.run();
  }

  private static final class ChoiceCell extends ListCell<Choice> {
    private final Label name = new Label();
    private final Label place = new Label();
    private final HBox box = new HBox(name, place);

    ChoiceCell() {
      box.setAlignment(Pos.CENTER_LEFT);
      box.setSpacing(12);
      name.getStyleClass().add("disassembly-choice-name");
      place.getStyleClass().add("disassembly-choice-place");
      name.setMinWidth(0);
      name.setMaxWidth(Double.MAX_VALUE);
      place.setMinWidth(Region.USE_PREF_SIZE);
      HBox.setHgrow(name, Priority.ALWAYS);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Choice choice, boolean none) {
      super.updateItem(choice, none);
      if (choice == null || none) {
        setGraphic(null);
        return;
      }
      name.setText(choice.label());
      place.setText(choice.detail());
      setGraphic(box);
    }
  }
}
