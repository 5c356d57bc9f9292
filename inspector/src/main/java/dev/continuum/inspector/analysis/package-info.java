/**
 * What can be said about a module without running it: features used, capabilities asked of the
 * host, where its bytes go. Uses {@code syntax}, and what {@code binary} says was found.
 */
@NullMarked
package dev.continuum.inspector.analysis;

import org.jspecify.annotations.NullMarked;
