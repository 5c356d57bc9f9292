/**
 * An app on a device: how it is deployed and kept alive, its releases, its state, its log. Depends
 * on nothing.
 */
@NullMarked
package dev.continuum.targets.target.app;

import org.jspecify.annotations.NullMarked;
