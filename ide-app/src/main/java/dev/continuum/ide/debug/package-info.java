/**
 * Debugging in the window: the session as panels see it, its actions, the bar with the timeline,
 * marks in code. Panels live in rooms of their own below; they know {@code GuestView} alone.
 */
@NullMarked
package dev.continuum.ide.debug;

import org.jspecify.annotations.NullMarked;
