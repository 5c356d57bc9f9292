package dev.continuum.ide.debug;

import javafx.scene.control.TextArea;
import javafx.scene.text.Text;

/** A text that is wrapped, as high as it needs to be, and can be selected and copied. */
final class SelectableText extends TextArea {
  private final Text measure = new Text();

  SelectableText() {
    getStyleClass().add("selectable-text");
    setEditable(false);
    setWrapText(true);
    setMinWidth(0);
    textProperty().subscribe(this::fit);
    widthProperty().subscribe(this::fit);
    fontProperty().subscribe(this::fit);
  }

  private void fit() {
    measure.setFont(getFont());
    measure.setText(getText());
    // The content keeps a pixel at each side for the caret.
    measure.setWrappingWidth(Math.max(1, getWidth() - 4));
    double height = Math.ceil(measure.getLayoutBounds().getHeight()) + 2;
    setMinHeight(height);
    setPrefHeight(height);
    setMaxHeight(height);
  }
}
