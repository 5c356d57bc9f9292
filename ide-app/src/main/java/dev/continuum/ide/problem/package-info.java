/**
 * What is wrong in the user's files: gathered from editors, checks and builds, shown in one panel.
 * Knows no screen.
 */
@NullMarked
package dev.continuum.ide.problem;

import org.jspecify.annotations.NullMarked;
