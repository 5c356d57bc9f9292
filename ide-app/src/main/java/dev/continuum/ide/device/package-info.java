/** Devices: adding, host keys, probing, deploying, stopping, logs. */
@NullMarked
package dev.continuum.ide.device;

import org.jspecify.annotations.NullMarked;
