package dev.continuum.ide;

import dev.continuum.ide.shell.WindowPhase;
import dev.continuum.ide.shell.WorkbenchWindow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
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

  /** Waits until a window is shown and has opened again what was open. */
  public static void awaitOpened(WorkbenchWindow window) {
    try {
      WaitForAsyncUtils.waitFor(
          30, TimeUnit.SECONDS, () -> onFx(() -> window.phase().get() == WindowPhase.RESTORED));
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("The window does not come up", e);
    }
    settle();
  }

  /** Writes what a window looks like to {@code target/screenshots}. */
  public static void picture(Window window, String name) {
    settle();
    WritableImage image = onFx(() -> window.getScene().snapshot(null));
    BufferedImage out =
        new BufferedImage(
            (int) image.getWidth(), (int) image.getHeight(), BufferedImage.TYPE_INT_RGB);
    PixelReader pixels = image.getPixelReader();
    for (int y = 0; y < out.getHeight(); y++) {
      for (int x = 0; x < out.getWidth(); x++) {
        out.setRGB(x, y, pixels.getArgb(x, y));
      }
    }
    try {
      Path folder = Files.createDirectories(Path.of("target/screenshots"));
      ImageIO.write(out, "png", folder.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
