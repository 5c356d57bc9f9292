package dev.continuum.ide.shell;

import dev.continuum.ide.task.Tasks;
import java.time.LocalTime;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * What the program has told the user: what is on the screen now, and the last hundred. Knows no
 * controls. Used on the JavaFX thread only.
 */
final class NotificationsModel {
  private static final int KEPT = 100;
  private static final long SHOWN_MILLIS = 6000;

  /** Something told. */
  record Notification(Workbench.Severity severity, String message, LocalTime time) {}

  private final Tasks tasks;
  private final ObservableList<Notification> current = FXCollections.observableArrayList();
  private final ObservableList<Notification> past = FXCollections.observableArrayList();

  NotificationsModel(Tasks tasks) {
    this.tasks = tasks;
  }

  /** What is on the screen, oldest first. */
  ObservableList<Notification> current() {
    return current;
  }

  /** What was told, newest first. */
  ObservableList<Notification> past() {
    return past;
  }

  void add(Workbench.Severity severity, String message) {
    Notification added = new Notification(severity, message, LocalTime.now());
    current.removeIf(n -> n.severity() == severity && n.message().equals(message));
    current.add(added);
    past.addFirst(added);
    if (past.size() > KEPT) {
      past.removeLast();
    }
    if (severity != Workbench.Severity.ERROR) {
      tasks.later(SHOWN_MILLIS, () -> dismiss(added));
    }
  }

  void dismiss(Notification notification) {
    current.removeIf(n -> n == notification);
  }
}
