/** What a device is and what it and its apps use: a page of facts and small charts. */
@NullMarked
package dev.continuum.ide.device.metric;

import org.jspecify.annotations.NullMarked;
