package dev.continuum.ide;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Starts JavaFX once for the test JVM, and runs code on its thread. */
public final class FxTest {
  static {
    WaitForAsyncUtils.autoCheckException = false;
    WaitForAsyncUtils.checkAllExceptions = false;
    WaitForAsyncUtils.printException = false;
  }

  private FxTest() {}

  /** Starts JavaFX, unless it runs already. */
  public static void startToolkit() {
    try {
      FxToolkit.registerPrimaryStage();
      javafx.application.Platform.setImplicitExit(false);
    } catch (Exception e) {
      throw new IllegalStateException("JavaFX does not start", e);
    }
  }

  /** Runs on the JavaFX thread and waits for the value. */
  public static <T> T onFx(Callable<T> work) {
    try {
      return WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, WaitForAsyncUtils.asyncFx(work));
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("The JavaFX thread does not answer", e);
    }
  }

  /** Runs on the JavaFX thread and waits. */
  public static void runFx(Runnable work) {
    onFx(() -> {
      work.run();
      return true;
    });
  }

  /** Waits until everything asked of the JavaFX thread so far is done and drawn. */
  public static void settle() {
    WaitForAsyncUtils.waitForFxEvents();
  }
}
