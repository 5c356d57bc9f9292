package dev.continuum.ide.debug.value;

import dev.continuum.ide.debug.expression.GuestText;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/** The field over a row in which its value is changed; what is wrong stands below it. */
final class ValueEditor extends Pane {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final ValueTreeModel tree;
  private final TextField field = new TextField();
  private final Label trouble = new Label();
  private final VBox box = new VBox(field, trouble);

  ValueEditor(ValueTreeModel tree, String id) {
    this.tree = tree;
    field.setId(id + "-edit");
    field.textProperty().bindBidirectional(tree.editText());
    trouble.setId(id + "-edit-trouble");
    trouble.setWrapText(true);
    trouble.getStyleClass().add("value-edit-trouble");
    trouble.managedProperty().bind(trouble.visibleProperty());
    tree.editTrouble()
        .subscribe(why -> {
          trouble.setText(GuestText.sentence(why));
          trouble.setVisible(!why.isEmpty());
          field.pseudoClassStateChanged(WRONG, !why.isEmpty());
        });
    box.getStyleClass().add("value-edit");
    getChildren().add(box);
    setPickOnBounds(false);
    setVisible(false);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    field
        .focusedProperty()
        .subscribe((before, now) -> {
          boolean elsewhere =
              getScene() != null
                  && getScene().getFocusOwner() != field
                  && getScene().getWindow() != null
                  && getScene().getWindow().isFocused();
          if (before && !now && elsewhere) {
            tree.cancel();
          }
        });
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      tree.submit();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      tree.cancel();
      event.consume();
    }
  }

  /** Shows the field over a cell. */
  void show(ValueCell cell) {
    Bounds bounds = sceneToLocal(cell.localToScene(cell.getBoundsInLocal()));
    double left = bounds.getMinX() + cell.valueLeft();
    box.setLayoutX(left);
    box.setLayoutY(bounds.getMinY());
    box.setPrefWidth(Math.max(80, bounds.getMaxX() - left));
    field.setPrefHeight(bounds.getHeight());
    setVisible(true);
    field.requestFocus();
    field.selectAll();
  }

  void hide() {
    setVisible(false);
  }
}
