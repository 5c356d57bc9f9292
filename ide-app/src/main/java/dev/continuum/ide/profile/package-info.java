/**
 * What a run has spent its instructions on: profiles a run and shows the profile as a document.
 * Uses {@code run} to start it and {@code mark} for the coverage beside code.
 */
@NullMarked
package dev.continuum.ide.profile;

import org.jspecify.annotations.NullMarked;
