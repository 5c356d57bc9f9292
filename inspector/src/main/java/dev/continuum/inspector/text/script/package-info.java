/**
 * Scripts of modules, actions and assertions, as the specification's test suite has them, read and
 * not run. Uses {@code text}, and {@code text.assemble} for the modules in them.
 */
@NullMarked
package dev.continuum.inspector.text.script;

import org.jspecify.annotations.NullMarked;
