package dev.continuum.ide.editor;

/**
 * One change to a text, and what is selected after it. All positions count UTF-16 units from 0.
 *
 * @param start where the replaced part begins
 * @param end behind the replaced part
 * @param replacement what stands there instead
 * @param anchor where the selection then begins
 * @param caret where the caret then is
 */
record TextEdit(int start, int end, String replacement, int anchor, int caret) {}
