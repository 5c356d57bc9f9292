package dev.continuum.ide.shell;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * Cards in front of the window: dialogs and the palette. While one is shown the keyboard stays in
 * it; Escape, or a click beside it, puts it away where that is allowed.
 */
final class OverlayLayer extends StackPane {
  private final Runnable focusElsewhere;
  private int depth;

  /**
   * @param focusElsewhere takes the keyboard when the place it came from is gone
   */
  OverlayLayer(Runnable focusElsewhere) {
    this.focusElsewhere = focusElsewhere;
    getStyleClass().add("overlay-layer");
    setPickOnBounds(false);
    setVisible(false);
  }

  /** Whether a card is shown. */
  boolean isBusy() {
    return depth > 0;
  }

  /** A card under way. */
  final class Card {
    private final StackPane place = new StackPane();
    private final Region content;
    private final Runnable escape;
    private final @Nullable Node focusBefore;
    private final ChangeListener<@Nullable Node> trap = (p, was, is) -> keepFocus(is);
    private boolean open = true;

    private Card(Region content, Pos position, Runnable escape) {
      this.content = content;
      this.escape = escape;
      Scene scene = getScene();
      focusBefore = scene.getFocusOwner();
      place.getStyleClass().add("overlay-place");
      place.getChildren().add(content);
      StackPane.setAlignment(content, position);
      content.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
      place.setOnMousePressed(event -> {
        if (event.getTarget() == place) {
          escape.run();
        }
      });
      place.addEventHandler(
          KeyEvent.KEY_PRESSED,
          event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
              event.consume();
              escape.run();
            }
          });
      getChildren().add(place);
      depth++;
      setVisible(true);
      scene.focusOwnerProperty().addListener(trap);
    }

    private void keepFocus(@Nullable Node owner) {
      if (owner == null || isTop() && !isInside(owner)) {
        Platform.runLater(() -> {
          if (open && isTop() && !isInside(place.getScene().getFocusOwner())) {
            focusFirst();
          }
        });
      }
    }

    private boolean isTop() {
      return getChildren().getLast() == place;
    }

    private boolean isInside(@Nullable Node node) {
      for (Node n = node; n != null; n = n.getParent()) {
        if (n == place) {
          return true;
        }
      }
      return false;
    }

    void focusFirst() {
      Node first = firstFocusable(content);
      (first == null ? place : first).requestFocus();
    }

    private @Nullable Node firstFocusable(Node node) {
      if (!node.isVisible() || node.isDisabled()) {
        return null;
      }
      if (node.isFocusTraversable()) {
        return node;
      }
      if (node instanceof Parent parent) {
        for (Node child : parent.getChildrenUnmodifiable()) {
          Node found = firstFocusable(child);
          if (found != null) {
            return found;
          }
        }
      }
      return null;
    }

    /** Takes the card away and gives the keyboard back to where it was. */
    void close() {
      if (!open) {
        return;
      }
      open = false;
      getScene().focusOwnerProperty().removeListener(trap);
      // First the keyboard, then the card: JavaFX would look for a place of its own choice.
      giveFocusBack();
      getChildren().remove(place);
      depth--;
      setVisible(depth > 0);
    }

    private void giveFocusBack() {
      if (!isInside(getScene().getFocusOwner())) {
        return;
      }
      Node before = focusBefore;
      if (before != null && before.getScene() == getScene()) {
        before.requestFocus();
        if (before.isFocused()) {
          return;
        }
      }
      focusElsewhere.run();
    }
  }

  /**
   * Shows a card.
   *
   * @param escape what Escape and a click beside it do; usually closes it
   */
  Card show(Region content, Pos position, Runnable escape) {
    return new Card(content, position, escape);
  }

  /** Shows a card without dimming the window behind it. */
  Card showLight(Region content, Pos position, Runnable escape) {
    Card card = new Card(content, position, escape);
    card.place.getStyleClass().add("light");
    return card;
  }
}
