package dev.continuum.ide.editor;

import dev.continuum.ide.shell.Workbench.Severity;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Shows a document's notice above it, with its answers as buttons; takes no room without one. */
public final class NoticeBar extends HBox {
  /** Follows {@code notice}. */
  public NoticeBar(ObservableValue<@Nullable Notice> notice) {
    getStyleClass().add("notice-bar");
    getStylesheets()
        .add(Objects.requireNonNull(NoticeBar.class.getResource("notice.css")).toExternalForm());
    notice.subscribe(this::show);
  }

  private void show(@Nullable Notice notice) {
    getChildren().clear();
    getStyleClass().removeAll("warning", "error");
    setVisible(notice != null);
    setManaged(notice != null);
    if (notice == null) {
      return;
    }
    if (notice.severity() != Severity.INFORMATION) {
      getStyleClass().add(notice.severity() == Severity.ERROR ? "error" : "warning");
    }
    Label message = new Label(notice.message());
    message.setWrapText(true);
    message.setMinWidth(0);
    message.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(message, Priority.ALWAYS);
    getChildren().add(message);
    for (Notice.Answer answer : notice.answers()) {
      Button button = new Button(answer.title());
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setOnAction(event -> answer.action().run());
      getChildren().add(button);
    }
  }
}
