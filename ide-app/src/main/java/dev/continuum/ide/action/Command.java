package dev.continuum.ide.action;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;

/** What an action does, and whether it can be done now. Used on the JavaFX thread only. */
public interface Command {
  /** Does it. Called only while {@link #enabled()} is true. */
  void execute();

  /** Whether it can be done now. */
  default ObservableBooleanValue enabled() {
    return Bindings.createBooleanBinding(() -> true);
  }

  /** A command that can always be done. */
  static Command of(Runnable work) {
    return work::run;
  }

  /** A command that can be done while {@code enabled} is true. */
  static Command of(Runnable work, ObservableBooleanValue enabled) {
    return new Command() {
      @Override
      public void execute() {
        work.run();
      }

      @Override
      public ObservableBooleanValue enabled() {
        return enabled;
      }
    };
  }
}
