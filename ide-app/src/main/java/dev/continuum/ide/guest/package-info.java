/**
 * A program made ready to be stepped: its module with the lines it was written in, and how it is
 * started. Shared by the debugger's prompt and its window; uses {@code inspector} alone.
 */
@NullMarked
package dev.continuum.ide.guest;

import org.jspecify.annotations.NullMarked;
