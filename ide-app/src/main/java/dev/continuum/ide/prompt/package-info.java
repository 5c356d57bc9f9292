/**
 * The debugger's command language: programs under a {@code DebugSession}, the commands that move
 * and show them, and their answers, as text and as JSON. Uses {@code inspector}, and JLine where a
 * person types.
 */
@NullMarked
package dev.continuum.ide.prompt;

import org.jspecify.annotations.NullMarked;
