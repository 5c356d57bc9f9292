/** The list of breakpoints and watchpoints, and the dialog that changes one. */
@NullMarked
package dev.continuum.ide.debug.breakpoint;

import org.jspecify.annotations.NullMarked;
