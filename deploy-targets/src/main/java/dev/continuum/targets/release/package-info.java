/**
 * Releases on a device: the content-addressed module store, upload, activation, stop, status; and
 * the agent, the one script that does what is done there. Uses {@code ssh} and {@code runtime}.
 */
@NullMarked
package dev.continuum.targets.release;

import org.jspecify.annotations.NullMarked;
