/**
 * The command line: thin, over the same services as the window. Makes the commands of all its
 * rooms; holds those that need no device. No JavaFX; only it and its rooms write to standard
 * output.
 */
@NullMarked
package dev.continuum.ide.cli;

import org.jspecify.annotations.NullMarked;
