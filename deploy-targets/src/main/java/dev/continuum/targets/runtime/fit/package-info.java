/** What a module needs, and which runtime or engine has it. */
@NullMarked
package dev.continuum.targets.runtime.fit;

import org.jspecify.annotations.NullMarked;
