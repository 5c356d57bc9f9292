/**
 * What the user prefers and what the program remembers, each a JSON file in the user's own folders.
 */
@NullMarked
package dev.continuum.ide.settings;

import org.jspecify.annotations.NullMarked;
