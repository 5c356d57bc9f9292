/**
 * Connections over SSH: the way to a device hop by hop, exec, upload, what went wrong. JSch is
 * known here and in the rooms below, and nowhere else. Uses {@code config}, {@code key} and {@code
 * socket}.
 */
@NullMarked
package dev.continuum.targets.ssh;

import org.jspecify.annotations.NullMarked;
