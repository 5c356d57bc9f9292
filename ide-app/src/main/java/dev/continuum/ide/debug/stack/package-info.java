/** The calls that are open, as a list that asks only for those in view. */
@NullMarked
package dev.continuum.ide.debug.stack;

import org.jspecify.annotations.NullMarked;
