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
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ContextMenu;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
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

  private static void copy(WritableImage from, BufferedImage to, int left, int top) {
    PixelReader pixels = from.getPixelReader();
    for (int y = Math.max(0, -top); y < from.getHeight() && y + top < to.getHeight(); y++) {
      for (int x = Math.max(0, -left); x < from.getWidth() && x + left < to.getWidth(); x++) {
        to.setRGB(x + left, y + top, over(pixels.getArgb(x, y), to.getRGB(x + left, y + top)));
      }
    }
  }

  /** A menu casts a shadow, below which the window is seen. */
  private static WritableImage transparent(Scene scene) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(Color.TRANSPARENT);
    return scene.getRoot().snapshot(parameters, null);
  }

  private static int over(int above, int below) {
    int alpha = above >>> 24;
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int part = (above >> shift & 255) * alpha + (below >> shift & 255) * (255 - alpha);
      mixed |= part / 255 << shift;
    }
    return mixed;
  }

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

  /** Runs on the JavaFX thread, without waiting: for what shows a dialog until it is answered. */
  public static void later(Runnable work) {
    javafx.application.Platform.runLater(work);
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

  /** Writes what a window looks like, with its menus, to {@code target/screenshots}. */
  public static void picture(Window window, String name) {
    settle();
    BufferedImage out =
        onFx(() -> {
          WritableImage image = window.getScene().snapshot(null);
          BufferedImage whole =
              new BufferedImage(
                  (int) image.getWidth(), (int) image.getHeight(), BufferedImage.TYPE_INT_RGB);
          copy(image, whole, 0, 0);
          for (Window other : Window.getWindows()) {
            if (other instanceof ContextMenu menu && menu.isShowing()) {
              copy(
                  transparent(menu.getScene()),
                  whole,
                  (int) (menu.getX() - window.getX() - window.getScene().getX()),
                  (int) (menu.getY() - window.getY() - window.getScene().getY()));
            }
          }
          return whole;
        });
    try {
      Path folder = Files.createDirectories(Path.of("target/screenshots"));
      ImageIO.write(out, "png", folder.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
