/**
 * Project folders, their tree, {@code continuum.toml}, and what is run and built by it. Everything
 * but the tree's panel knows no JavaFX: the command line uses it too.
 */
@NullMarked
package dev.continuum.ide.project;

import org.jspecify.annotations.NullMarked;
