/**
 * The memory of the guest that is debugged: rows of bytes over any number of gigabytes, of which
 * only those in view are read, what marks them, search, and changes by the user.
 */
@NullMarked
package dev.continuum.ide.debug.memory;

import org.jspecify.annotations.NullMarked;
