/** What devices and their apps used over time: rates from samples, and a bounded history. */
@NullMarked
package dev.continuum.targets.metric;

import org.jspecify.annotations.NullMarked;
