/**
 * The module as data, named as in the WebAssembly specification: types, imports, exports,
 * functions, and the byte range of everything. Uses nothing of ours.
 */
@NullMarked
package dev.continuum.inspector.syntax;

import org.jspecify.annotations.NullMarked;
