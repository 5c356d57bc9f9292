/**
 * One deployment to many devices: tags, waves, what stops them, and the queue of what waits for
 * devices to come back. Works on {@code target}'s interfaces.
 */
@NullMarked
package dev.continuum.targets.fleet;

import org.jspecify.annotations.NullMarked;
