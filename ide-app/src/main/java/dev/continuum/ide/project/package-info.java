/** Project folders, their tree, and {@code continuum.toml}. */
@NullMarked
package dev.continuum.ide.project;

import org.jspecify.annotations.NullMarked;
