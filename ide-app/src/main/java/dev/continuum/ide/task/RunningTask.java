package dev.continuum.ide.task;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Work under way as the status bar shows it. Used on the JavaFX thread. */
public final class RunningTask {
  private final String title;
  private final Runnable cancel;
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);

  RunningTask(String title, Runnable cancel) {
    this.title = title;
    this.cancel = cancel;
  }

  /** What the user reads while it runs. */
  public String title() {
    return title;
  }

  /** What it does just now; may be empty. */
  public ReadOnlyStringProperty message() {
    return message.getReadOnlyProperty();
  }

  /** How much is done, 0 to 1; negative when unknown. */
  public ReadOnlyDoubleProperty fraction() {
    return fraction.getReadOnlyProperty();
  }

  /** Interrupts it and drops its outcome. */
  public void cancel() {
    cancel.run();
  }

  void update(String newMessage, double newFraction) {
    message.set(newMessage);
    fraction.set(newFraction);
  }
}
