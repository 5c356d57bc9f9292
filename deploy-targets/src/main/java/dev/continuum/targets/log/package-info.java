/**
 * An app's log as a stream of bytes with positions that never repeat; nothing lost, nothing twice.
 */
@NullMarked
package dev.continuum.targets.log;

import org.jspecify.annotations.NullMarked;
