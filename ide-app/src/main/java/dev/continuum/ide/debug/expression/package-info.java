/**
 * Where expressions are typed: a field that marks what is wrong and completes names. Uses {@code
 * GuestView} for the names.
 */
@NullMarked
package dev.continuum.ide.debug.expression;

import org.jspecify.annotations.NullMarked;
