/**
 * An app's log as a stream of bytes with positions that never repeat; nothing lost, nothing twice.
 * Asks the device through {@code release}'s agent.
 */
@NullMarked
package dev.continuum.targets.log;

import org.jspecify.annotations.NullMarked;
