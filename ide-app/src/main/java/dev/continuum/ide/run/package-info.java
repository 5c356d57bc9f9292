/**
 * Running on this computer: run settings, the console with standard input, exit status and traps.
 */
@NullMarked
package dev.continuum.ide.run;

import org.jspecify.annotations.NullMarked;
