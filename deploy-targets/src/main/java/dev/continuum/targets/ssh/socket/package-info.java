/**
 * The bytes below a session: sockets that can be aborted, tunnels through a session to the next
 * machine, and the watch over a peer that has gone silent.
 */
@NullMarked
package dev.continuum.targets.ssh.socket;

import org.jspecify.annotations.NullMarked;
