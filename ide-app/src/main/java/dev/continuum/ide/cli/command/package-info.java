/**
 * What all commands are made of: the terminal, options, safe text, tables, JSON, problems, and
 * builds. Knows no command.
 */
@NullMarked
package dev.continuum.ide.cli.command;

import org.jspecify.annotations.NullMarked;
