/**
 * The debugger as its users know it: sessions over a backend that executes, breakpoints and
 * watchpoints as data and as they are typed. Knows no engine; uses {@code text}, {@code
 * debug.expression} and {@code debug.value}.
 */
@NullMarked
package dev.continuum.inspector.debug;

import org.jspecify.annotations.NullMarked;
