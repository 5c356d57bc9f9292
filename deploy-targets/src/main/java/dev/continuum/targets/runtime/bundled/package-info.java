/**
 * The bundled runner and the stepping engine as programs: their jar and class path, their command
 * lines on a device and on this computer.
 */
@NullMarked
package dev.continuum.targets.runtime.bundled;

import org.jspecify.annotations.NullMarked;
