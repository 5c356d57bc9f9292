/**
 * The validator (specification, "Validation" and "Validation Algorithm"): types and their order,
 * the rules of a module, function bodies one at a time. Uses {@code syntax} and {@code binary}.
 */
@NullMarked
package dev.continuum.inspector.valid;

import org.jspecify.annotations.NullMarked;
