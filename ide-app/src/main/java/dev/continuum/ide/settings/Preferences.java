package dev.continuum.ide.settings;

import org.jspecify.annotations.Nullable;

/**
 * What the user chose.
 *
 * @param theme {@code light}, {@code dark}, or null for the system's choice
 * @param zoom how large everything is, 1 as delivered
 */
public record Preferences(@Nullable String theme, double zoom) {
  /** Nothing chosen yet. */
  public static final Preferences INITIAL = new Preferences(null, 1);

  public Preferences {
    zoom = zoom > 0 ? zoom : 1;
  }

  /** The file they are kept in. */
  public static JsonFile<Preferences> file(UserFolders folders) {
    return new JsonFile<>(
        folders.config().resolve("preferences.json"), Preferences.class, () -> INITIAL);
  }
}
