package dev.continuum.targets.ssh;

/**
 * What a command on a device gave.
 *
 * @param status its exit status, 0 to 255
 * @param output its standard output
 * @param error its standard error, control characters and all
 */
public record ExecResult(int status, byte[] output, String error) {}
