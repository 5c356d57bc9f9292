/** The command line: thin, over the same services as the window. No JavaFX. */
@NullMarked
package dev.continuum.ide.cli;

import org.jspecify.annotations.NullMarked;
