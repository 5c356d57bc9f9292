package dev.continuum.ide.shell;

import dev.continuum.ide.shell.NotificationsModel.Notification;
import dev.continuum.ide.theme.Icons;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Messages in the lower right corner of the window. */
final class NotificationLayer extends VBox {
  private static final int SHOWN = 5;

  private final NotificationsModel model;

  NotificationLayer(NotificationsModel model) {
    this.model = model;
    getStyleClass().add("notification-layer");
    setPickOnBounds(false);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    StackPane.setAlignment(this, Pos.BOTTOM_RIGHT);
    model.current().addListener((ListChangeListener<Notification>) change -> rebuild());
  }

  private void rebuild() {
    int from = Math.max(0, model.current().size() - SHOWN);
    getChildren()
        .setAll(
            model.current().subList(from, model.current().size()).stream()
                .map(this::card)
                .toList());
  }

  private Node card(Notification notification) {
    Label text = new Label(notification.message());
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    // As wide as the card leaves it, so that the button stands at the end of every card.
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    Button close = new Button(null, Icons.of("fth-x"));
    close.getStyleClass().add("icon-button");
    close.setMinWidth(Region.USE_PREF_SIZE);
    close.setAccessibleText("Dismiss");
    close.setTooltip(new Tooltip("Dismiss"));
    close.setOnAction(event -> model.dismiss(notification));
    HBox card = new HBox(icon(notification.severity()), text, close);
    card.getStyleClass().addAll("notification", styleClass(notification.severity()));
    return card;
  }

  static Node icon(Workbench.Severity severity) {
    return switch (severity) {
      case INFORMATION -> Icons.of("fth-info", "accent");
      case WARNING -> Icons.of("fth-alert-triangle", "status-warn");
      case ERROR -> Icons.of("fth-alert-circle", "status-error");
    };
  }

  private static String styleClass(Workbench.Severity severity) {
    return switch (severity) {
      case INFORMATION -> "information";
      case WARNING -> "warning";
      case ERROR -> "error";
    };
  }
}
