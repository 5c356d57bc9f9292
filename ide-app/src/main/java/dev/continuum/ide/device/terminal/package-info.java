/** A terminal on a device in a tab: an emulator of xterm's ways without a screen, and its view. */
@NullMarked
package dev.continuum.ide.device.terminal;

import org.jspecify.annotations.NullMarked;
