/**
 * What is to be run, with which arguments and bounds, and what became of it. Depends on nothing.
 */
@NullMarked
package dev.continuum.targets.target.run;

import org.jspecify.annotations.NullMarked;
