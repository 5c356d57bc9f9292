/** The files of a device in a tab: folders, copying there and back. */
@NullMarked
package dev.continuum.ide.device.files;

import org.jspecify.annotations.NullMarked;
