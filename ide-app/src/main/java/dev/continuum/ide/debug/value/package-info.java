/**
 * Values of a guest as rows that are asked for when they are seen: the panels of variables and of
 * watches, with the line that evaluates expressions.
 */
@NullMarked
package dev.continuum.ide.debug.value;

import org.jspecify.annotations.NullMarked;
