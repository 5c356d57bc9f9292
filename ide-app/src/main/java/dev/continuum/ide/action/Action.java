package dev.continuum.ide.action;

import org.jspecify.annotations.Nullable;

/**
 * Something the user can do, as data: what it is called and how it is reached. Its behaviour is a
 * {@link Command}.
 *
 * @param id unique, dotted, such as {@code file.save}; the part before the dot is its menu
 * @param title as in a menu, such as {@code Save}
 * @param icon a Feather icon's literal such as {@code fth-save}, or null
 * @param key a JavaFX key combination such as {@code Shortcut+S}, or null
 */
public record Action(String id, String title, @Nullable String icon, @Nullable String key) {}
