/**
 * Lays sources out anew and keeps all they say, comments too. Uses {@code text}, and knows nothing
 * of what a module means.
 */
@NullMarked
package dev.continuum.inspector.text.format;

import org.jspecify.annotations.NullMarked;
