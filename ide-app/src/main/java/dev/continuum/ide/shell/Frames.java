package dev.continuum.ide.shell;

import javafx.animation.AnimationTimer;

/** Waits for drawing. Used on the JavaFX thread. */
final class Frames {
  private Frames() {}

  /** Runs once, when that many frames have been handed to the screen from now on. */
  static void after(int frames, Runnable then) {
    new AnimationTimer() {
      private int left = frames;

      @Override
      public void handle(long now) {
        if (left-- == 0) {
          stop();
          then.run();
        }
      }
    }.start();
  }
}
