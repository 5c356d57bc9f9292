/** What is inside a module: overview page, structure panel, problems. */
@NullMarked
package dev.continuum.ide.module;

import org.jspecify.annotations.NullMarked;
