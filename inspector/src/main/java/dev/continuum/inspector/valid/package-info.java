/**
 * The validator (specification, "Validation" and "Validation Algorithm"): types and their order,
 * the rules of a module, function bodies one at a time; of texts too. Uses {@code syntax}, {@code
 * binary} and {@code text}.
 */
@NullMarked
package dev.continuum.inspector.valid;

import org.jspecify.annotations.NullMarked;
