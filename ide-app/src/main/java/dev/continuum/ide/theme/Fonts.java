package dev.continuum.ide.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/** The typefaces the program brings along: Inter for the window, JetBrains Mono for code. */
public final class Fonts {
  /** The family of text in the window. */
  public static final String UI = "Inter";

  /** The family of code, numbers and addresses. */
  public static final String CODE = "JetBrains Mono";

  private static final List<String> FILES =
      List.of(
          "Inter-Regular.otf",
          "Inter-Medium.otf",
          "Inter-SemiBold.otf",
          "Inter-Bold.otf",
          "JetBrainsMono-Regular.ttf",
          "JetBrainsMono-Bold.ttf",
          "JetBrainsMono-Italic.ttf");

  private static boolean loaded;

  private Fonts() {}

  /** Makes them known to JavaFX, once. */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    for (String file : FILES) {
      try (InputStream in = Fonts.class.getResourceAsStream("fonts/" + file)) {
        if (in == null || Font.loadFont(in, 13) == null) {
          throw new IllegalStateException("The bundled font " + file + " cannot be read");
        }
      } catch (IOException e) {
        throw new UncheckedIOException("The bundled font " + file + " cannot be read", e);
      }
    }
    loaded = true;
  }
}
