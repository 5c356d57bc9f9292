/**
 * One adapter per WebAssembly runtime: how it is recognised on a device, what it can run, its
 * command line; and the bundled runner's jar.
 */
@NullMarked
package dev.continuum.targets.runtime;

import org.jspecify.annotations.NullMarked;
