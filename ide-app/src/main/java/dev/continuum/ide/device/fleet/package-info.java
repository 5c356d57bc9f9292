/**
 * Deploying to many devices at once: what is asked, how it goes on each, and what waits for devices
 * to come back.
 */
@NullMarked
package dev.continuum.ide.device.fleet;

import org.jspecify.annotations.NullMarked;
