/**
 * The window: docking, menus, tool bar, status bar, palette, dialogs, and a layout that comes back
 * after a restart. Knows panels and documents only by their interfaces.
 */
@NullMarked
package dev.continuum.ide.shell;

import org.jspecify.annotations.NullMarked;
