/**
 * What a user does on a device by hand, over a connection of {@code ssh}: shell, files, forwarded
 * ports.
 */
@NullMarked
package dev.continuum.targets.ssh.access;

import org.jspecify.annotations.NullMarked;
