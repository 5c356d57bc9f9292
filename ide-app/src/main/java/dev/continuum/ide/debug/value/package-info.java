/**
 * Values of a guest as rows that are asked for when they are seen: the panel of variables, and what
 * other panels need to show, change and follow values.
 */
@NullMarked
package dev.continuum.ide.debug.value;

import org.jspecify.annotations.NullMarked;
