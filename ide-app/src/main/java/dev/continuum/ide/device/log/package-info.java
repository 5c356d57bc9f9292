/** Logs of apps on devices: one or several, merged by time, live and from any past place. */
@NullMarked
package dev.continuum.ide.device.log;

import org.jspecify.annotations.NullMarked;
