/** The look: theme tokens, fonts, icons. The only place that names a colour. */
@NullMarked
package dev.continuum.ide.theme;

import org.jspecify.annotations.NullMarked;
