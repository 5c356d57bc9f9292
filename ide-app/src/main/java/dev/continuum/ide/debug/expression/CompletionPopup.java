package dev.continuum.ide.debug.expression;

import dev.continuum.inspector.debug.expression.Completion;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Popup;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The list of what could complete a field, below it. */
final class CompletionPopup {
  /** How many offers are in view at once. */
  static final int ROWS = 8;

  private static final double ROW = 22;
  private static final double NARROWEST = 240;

  private final ExpressionFieldModel model;
  private final Popup popup = new Popup();
  private final ListView<Completion> list;
  private Subscription following = Subscription.EMPTY;

  CompletionPopup(ExpressionFieldModel model, Runnable take) {
    this.model = model;
    list = new ListView<>(model.offers());
    list.setId("completions");
    list.getStyleClass().add("completion-list");
    list.setFixedCellSize(ROW);
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new OfferCell());
    list.setOnMousePressed(event -> model.chooseAt(list.getSelectionModel().getSelectedIndex()));
    list.setOnMouseClicked(event -> take.run());
    list.getStylesheets()
        .add(
            String.valueOf(
                ExpressionField.class.getResource("/dev/continuum/ide/debug/expression.css")));
    popup.getContent().add(list);
    popup.setAutoHide(true);
    // A click beside it does what it would do without it.
    popup.setConsumeAutoHidingEvents(false);
    popup.setHideOnEscape(false);
    popup.setOnHidden(event -> {
      following.unsubscribe();
      following = Subscription.EMPTY;
      model.dismiss();
    });
  }

  boolean isShowing() {
    return popup.isShowing();
  }

  /** Shows what is offered, below a field, while something is. */
  void follow(TextField field) {
    if (model.offers().isEmpty()) {
      popup.hide();
      return;
    }
    list.setPrefSize(
        Math.max(NARROWEST, field.getWidth()), Math.min(model.offers().size(), ROWS) * ROW + 10);
    Bounds bounds = field.localToScreen(field.getBoundsInLocal());
    if (popup.isShowing() || bounds == null) {
      return;
    }
    popup.show(field, bounds.getMinX(), bounds.getMaxY() + 2);
    following =
        Subscription.combine(
            model.chosen().subscribe(index -> choose(index.intValue())),
            model
                .offers()
                .subscribe(() -> {
                  if (model.offers().isEmpty()) {
                    popup.hide();
                  }
                }));
  }

  private void choose(int index) {
    if (index >= 0) {
      list.getSelectionModel().select(index);
      list.scrollTo(Math.max(0, index - ROWS / 2));
    }
  }

  /** An offer with what it is. */
  private static final class OfferCell extends ListCell<Completion> {
    private final Label text = new Label();
    private final Label detail = new Label();
    private final Region gap = new Region();
    private final HBox row = new HBox(8, text, gap, detail);

    OfferCell() {
      row.setAlignment(Pos.CENTER_LEFT);
      HBox.setHgrow(gap, Priority.ALWAYS);
      text.setMinWidth(0);
      detail.setMinWidth(Region.USE_PREF_SIZE);
      text.getStyleClass().add("code");
      detail.getStyleClass().add("completion-detail");
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Completion offer, boolean none) {
      super.updateItem(offer, none);
      if (offer == null || none) {
        setGraphic(null);
        return;
      }
      text.setText(GuestText.shown(offer.text()));
      detail.setText(offer.detail());
      setGraphic(row);
    }
  }
}
