/**
 * What a WebAssembly runtime on a device is: the contract of its adapter, and the files, platforms,
 * versions and environments that all adapters speak of.
 */
@NullMarked
package dev.continuum.targets.runtime;

import org.jspecify.annotations.NullMarked;
