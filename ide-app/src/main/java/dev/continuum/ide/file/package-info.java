/**
 * The user's files on disk: written whole or not at all, and watched for changes made outside.
 * Knows no screen.
 */
@NullMarked
package dev.continuum.ide.file;

import org.jspecify.annotations.NullMarked;
