/**
 * Background work: progress, cancel, and the one place where threads are made; with a synchronous
 * double for tests. A result that is no longer wanted is dropped here.
 */
@NullMarked
package dev.continuum.ide.task;

import org.jspecify.annotations.NullMarked;
