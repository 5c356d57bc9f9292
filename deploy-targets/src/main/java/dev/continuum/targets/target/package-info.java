/**
 * What all the other packages of this module speak of: a device and the registry of devices, what a
 * probe found, what is to be run, what became of it. Depends on none of them; {@code local} and
 * {@code device} implement what is named here.
 */
@NullMarked
package dev.continuum.targets.target;

import org.jspecify.annotations.NullMarked;
