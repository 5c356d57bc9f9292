/**
 * The registry of devices and what their probes found, kept in files of this computer. Uses {@code
 * target}.
 */
@NullMarked
package dev.continuum.targets.registry;

import org.jspecify.annotations.NullMarked;
