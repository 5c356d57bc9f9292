/**
 * What OpenSSH's own files say: ssh_config and known_hosts, read only, and a machine on the way
 * with its settings. Uses no other room and no JSch.
 */
@NullMarked
package dev.continuum.targets.ssh.config;

import org.jspecify.annotations.NullMarked;
