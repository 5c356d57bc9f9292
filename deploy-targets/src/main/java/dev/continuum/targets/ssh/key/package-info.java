/**
 * Who is who: the check of a machine's key, and the keys, agents, certificates and passwords that
 * sign the user in. Uses {@code config}.
 */
@NullMarked
package dev.continuum.targets.ssh.key;

import org.jspecify.annotations.NullMarked;
