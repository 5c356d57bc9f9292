/**
 * The binary format: the decoder, which says for every refused byte where it lies and what was
 * expected. Uses {@code syntax}.
 */
@NullMarked
package dev.continuum.inspector.binary;

import org.jspecify.annotations.NullMarked;
