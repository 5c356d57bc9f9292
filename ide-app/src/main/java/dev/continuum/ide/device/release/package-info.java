/**
 * The releases of an app on a device: what there was, what runs, and the ways back. Works with
 * {@code device}'s devices.
 */
@NullMarked
package dev.continuum.ide.device.release;

import org.jspecify.annotations.NullMarked;
