/**
 * The entry points: the launcher that chooses between window and command line, and the composition
 * of the window from its features, and the services both work with.
 */
@NullMarked
package dev.continuum.ide;

import org.jspecify.annotations.NullMarked;
