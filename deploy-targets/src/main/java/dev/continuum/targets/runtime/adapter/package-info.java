/**
 * One adapter per WebAssembly runtime: how it is recognised on a device, what it can run, its
 * command line.
 */
@NullMarked
package dev.continuum.targets.runtime.adapter;

import org.jspecify.annotations.NullMarked;
