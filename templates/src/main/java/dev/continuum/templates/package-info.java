/**
 * Project templates as data (a folder and a {@code template.toml} each), the toolchains that build
 * them (found, or what to install), and the builder that runs a project's build command.
 */
@NullMarked
package dev.continuum.templates;

import org.jspecify.annotations.NullMarked;
