/**
 * Text editors: WAT and other sources, find and replace, go to line, unsaved text kept, changes
 * outside noticed.
 */
@NullMarked
package dev.continuum.ide.editor;

import org.jspecify.annotations.NullMarked;
