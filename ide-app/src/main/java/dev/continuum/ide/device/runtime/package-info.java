/** The runtimes of a device: what is there, putting one there, taking one away. */
@NullMarked
package dev.continuum.ide.device.runtime;

import org.jspecify.annotations.NullMarked;
