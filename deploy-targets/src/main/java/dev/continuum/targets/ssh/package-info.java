/**
 * Connections over SSH: host keys, authentication, exec, SFTP. The only package that knows JSch.
 */
@NullMarked
package dev.continuum.targets.ssh;

import org.jspecify.annotations.NullMarked;
