/**
 * Runtimes on their way to a device: fetched, checked and unpacked on this computer, in bounds, as
 * a plan that {@code release} carries out. Uses {@code runtime} and {@code target}.
 */
@NullMarked
package dev.continuum.targets.provision;

import org.jspecify.annotations.NullMarked;
