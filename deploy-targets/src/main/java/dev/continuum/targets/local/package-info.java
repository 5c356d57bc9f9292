/**
 * This computer as a target: guests in child processes of their own, on {@code runtime}'s bundled
 * runner, bounded and always to be ended.
 */
@NullMarked
package dev.continuum.targets.local;

import org.jspecify.annotations.NullMarked;
