/**
 * What all the other packages of this module speak of: a device, what can be asked of it, what a
 * probe found, what went wrong. Depends on its rooms alone; {@code local} and {@code device}
 * implement what is named here.
 */
@NullMarked
package dev.continuum.targets.target;

import org.jspecify.annotations.NullMarked;
