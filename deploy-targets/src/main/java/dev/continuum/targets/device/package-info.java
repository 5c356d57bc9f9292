/**
 * Devices reached over SSH, as targets: puts {@code ssh}, {@code release}, {@code runtime} and
 * {@code log} together behind {@code target}'s interfaces.
 */
@NullMarked
package dev.continuum.targets.device;

import org.jspecify.annotations.NullMarked;
