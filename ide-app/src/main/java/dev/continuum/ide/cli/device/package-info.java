/**
 * The commands about a device itself: connecting, probing, files, shell, runtimes. Uses {@code
 * command}.
 */
@NullMarked
package dev.continuum.ide.cli.device;

import org.jspecify.annotations.NullMarked;
