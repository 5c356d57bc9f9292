/**
 * The commands about apps on devices: deploying, the queue, releases, state, measures, logs. Uses
 * {@code device} and {@code command}.
 */
@NullMarked
package dev.continuum.ide.cli.deploy;

import org.jspecify.annotations.NullMarked;
