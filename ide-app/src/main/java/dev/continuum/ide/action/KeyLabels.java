package dev.continuum.ide.action;

import java.util.Optional;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/** Keys as the user reads them. */
public final class KeyLabels {
  private KeyLabels() {}

  /** Such as {@code Ctrl+S}; empty for an action without a key. */
  public static Optional<String> of(Action action) {
    String key = action.key();
    return key == null ? Optional.empty() : Optional.of(of(key));
  }

  /** A title with its key, for a tooltip: {@code Save (Ctrl+S)}. */
  public static String withTitle(Action action) {
    return plain(action.title()) + of(action).map(key -> " (" + key + ")").orElse("");
  }

  /** A title without the dots that say that a question follows. */
  public static String plain(String title) {
    return title.endsWith("…") ? title.substring(0, title.length() - 1) : title;
  }

  private static String of(@Nullable String key) {
    return KeyCombination.valueOf(key).getDisplayText();
  }
}
