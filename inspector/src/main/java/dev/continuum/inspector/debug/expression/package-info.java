/**
 * The expression language of conditions, watches, log messages, {@code print} and {@code set}.
 * Compiled once, evaluated often, against a {@link Scope}: it knows no engine, and changes nothing.
 */
@NullMarked
package dev.continuum.inspector.debug.expression;

import org.jspecify.annotations.NullMarked;
