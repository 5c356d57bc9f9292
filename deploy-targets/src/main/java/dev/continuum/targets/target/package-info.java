/**
 * Places that can hold and run apps, and what is to be run there: this computer, a device, the
 * device registry, what a probe found. The other packages of this module implement what is named
 * here.
 */
@NullMarked
package dev.continuum.targets.target;

import org.jspecify.annotations.NullMarked;
