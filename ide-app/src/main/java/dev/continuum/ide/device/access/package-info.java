/**
 * A device as a computer: its shell, files, ports and restart from the menus, and notes about it.
 */
@NullMarked
package dev.continuum.ide.device.access;

import org.jspecify.annotations.NullMarked;
