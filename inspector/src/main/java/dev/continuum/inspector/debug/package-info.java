/**
 * The debugger as its users know it: values and how they are shown, breakpoints and watchpoints as
 * data, and the textual forms of both. Knows no engine; uses {@code syntax} and {@code text}.
 */
@NullMarked
package dev.continuum.inspector.debug;

import org.jspecify.annotations.NullMarked;
