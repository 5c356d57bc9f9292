/**
 * The first steps with the debugger: a program with a fault, stopped at a breakpoint, and what to
 * do beside it. Uses {@code debug} as panels do.
 */
@NullMarked
package dev.continuum.ide.debug.tour;

import org.jspecify.annotations.NullMarked;
