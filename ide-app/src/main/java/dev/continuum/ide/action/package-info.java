/**
 * What a user can do: {@code Action} is its name, icon and key, the registry binds it to behaviour.
 * Menus, tool bar, palette and shortcuts are made from the registry alone.
 */
@NullMarked
package dev.continuum.ide.action;

import org.jspecify.annotations.NullMarked;
