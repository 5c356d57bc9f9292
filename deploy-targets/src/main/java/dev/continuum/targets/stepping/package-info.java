/**
 * The stepping engine as a program: runs one module under WASI, in a process of its own. It takes
 * the command line of {@code runner}, and gives the same report.
 */
@NullMarked
package dev.continuum.targets.stepping;

import org.jspecify.annotations.NullMarked;
