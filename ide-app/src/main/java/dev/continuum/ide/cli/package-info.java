/**
 * The command line: thin, over the same services as the window. No JavaFX. The only package that
 * writes to standard output and error.
 */
@NullMarked
package dev.continuum.ide.cli;

import org.jspecify.annotations.NullMarked;
