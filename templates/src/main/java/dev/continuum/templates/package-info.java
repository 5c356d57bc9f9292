/**
 * Project templates as data (a folder and a {@code template.toml} each), and the toolchains that
 * build them: found, or what to install.
 */
@NullMarked
package dev.continuum.templates;

import org.jspecify.annotations.NullMarked;
