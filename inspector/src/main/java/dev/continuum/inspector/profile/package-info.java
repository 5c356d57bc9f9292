/**
 * What a run has spent its instructions on: counts, the tree of calls, growth of memories, calls of
 * the host; as a file of the program's own and in the formats of other tools. Uses the JDK only.
 */
@NullMarked
package dev.continuum.inspector.profile;

import org.jspecify.annotations.NullMarked;
