package dev.continuum.ide.shell;

import dev.continuum.ide.task.RunningTask;
import dev.continuum.ide.theme.Icons;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The row at the bottom: what is going on, work under way, where the caret stands, problems, past
 * messages.
 */
final class StatusBar extends HBox {
  private final StringProperty text = new SimpleStringProperty("");
  private final HBox taskBox = new HBox();
  private final ObservableList<RunningTask> tasks;
  private final Label documentStatus = new Label();
  private final Button problems = new Button();
  private final Button bell = new Button(null, Icons.of("fth-bell", "icon-small"));
  private final NotificationsModel notifications;

  StatusBar(
      ObservableList<RunningTask> tasks,
      ReadOnlyObjectProperty<@Nullable Document> active,
      NotificationsModel notifications,
      Runnable showProblems) {
    this.tasks = tasks;
    this.notifications = notifications;
    getStyleClass().add("status-bar");
    Label label = new Label();
    label.setId("status-text");
    label.textProperty().bind(text);
    label.setMinWidth(0);
    HBox.setHgrow(label, Priority.SOMETIMES);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    taskBox.getStyleClass().add("tasks");
    documentStatus.setId("document-status");
    documentStatus.getStyleClass().add("code");
    documentStatus.setMinWidth(Region.USE_PREF_SIZE);
    problems.setId("problem-count");
    problems.getStyleClass().add("status-button");
    problems.setOnAction(event -> showProblems.run());
    bell.getStyleClass().add("status-button");
    bell.setAccessibleText("Messages");
    bell.setTooltip(new Tooltip("Messages"));
    bell.setOnAction(event -> showPast());
    setProblems(0, 0);
    getChildren().addAll(label, space, taskBox, documentStatus, problems, bell);
    tasks.addListener((ListChangeListener<RunningTask>) change -> showTasks());
    active.addListener((property, was, is) -> follow(is));
    follow(active.get());
  }

  StringProperty text() {
    return text;
  }

  void setProblems(int errors, int warnings) {
    problems.setVisible(errors + warnings > 0);
    problems.setManaged(errors + warnings > 0);
    problems.setText(
        (errors > 0 ? count(errors, "error") : "")
            + (errors > 0 && warnings > 0 ? ", " : "")
            + (warnings > 0 ? count(warnings, "warning") : ""));
    problems.setGraphic(
        errors > 0
            ? Icons.of("fth-alert-circle", "icon-small", "status-error")
            : Icons.of("fth-alert-triangle", "icon-small", "status-warn"));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private void follow(@Nullable Document document) {
    documentStatus.textProperty().unbind();
    if (document == null) {
      documentStatus.setText("");
    } else {
      documentStatus.textProperty().bind(document.status());
    }
    documentStatus.managedProperty().bind(documentStatus.textProperty().isNotEmpty());
  }

  private void showTasks() {
    taskBox.getChildren().clear();
    if (tasks.isEmpty()) {
      return;
    }
    RunningTask newest = tasks.getLast();
    Label title = new Label();
    title
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    newest.message().get().isEmpty()
                        ? newest.title()
                        : newest.title() + ": " + newest.message().get(),
                newest.message()));
    title.setMinWidth(0);
    ProgressBar bar = new ProgressBar();
    bar.progressProperty().bind(newest.fraction());
    Button cancel = new Button(null, Icons.of("fth-x", "icon-small"));
    cancel.getStyleClass().add("status-button");
    cancel.setAccessibleText("Cancel " + newest.title());
    cancel.setTooltip(new Tooltip("Cancel"));
    cancel.setOnAction(event -> newest.cancel());
    if (tasks.size() > 1) {
      Button more = new Button("+" + (tasks.size() - 1));
      more.getStyleClass().add("status-button");
      more.setTooltip(new Tooltip("More work is under way"));
      more.setOnAction(event -> showAllTasks(more));
      taskBox.getChildren().add(more);
    }
    taskBox.getChildren().addAll(title, bar, cancel);
  }

  private void showAllTasks(Button beside) {
    ContextMenu menu = new ContextMenu();
    for (RunningTask task : tasks) {
      MenuItem item = new MenuItem("Cancel " + task.title());
      item.setOnAction(event -> task.cancel());
      menu.getItems().add(item);
    }
    menu.show(beside, Side.TOP, 0, 0);
  }

  private void showPast() {
    ContextMenu menu = new ContextMenu();
    if (notifications.past().isEmpty()) {
      MenuItem none = new MenuItem("No messages so far");
      none.setDisable(true);
      menu.getItems().add(none);
    }
    notifications.past().stream()
        .limit(20)
        .forEach(n -> {
          Label label =
              new Label(
                  String.format("%tR  %s", n.time(), n.message()),
                  NotificationLayer.icon(n.severity()));
          label.setWrapText(true);
          label.getStyleClass().add("past-message");
          CustomMenuItem item = new CustomMenuItem(label);
          menu.getItems().add(item);
        });
    menu.show(bell, Side.TOP, 0, 0);
  }
}
