/**
 * Output that keeps coming: text of guests and devices made harmless, a bounded list of lines, and
 * the one view that shows, searches and copies them. The console and the device logs are made of
 * it. Uses {@code task} and nothing else of the workbench.
 */
@NullMarked
package dev.continuum.ide.output;

import org.jspecify.annotations.NullMarked;
