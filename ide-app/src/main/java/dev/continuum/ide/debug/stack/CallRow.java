package dev.continuum.ide.debug.stack;

import org.jspecify.annotations.Nullable;

/**
 * A row of the call stack.
 *
 * @param call null until the guest has told
 */
record CallRow(int level, @Nullable Call call) {}
