/** SSH servers and other test fixtures, for this module's tests and those of the others. */
@NullMarked
package dev.continuum.targets.testing;

import org.jspecify.annotations.NullMarked;
