package dev.continuum.targets.target.app;

import java.time.Instant;
import java.util.Optional;

/**
 * One release of an app on a device: immutable, numbered, of one module.
 *
 * @param number from 1, never used again
 * @param digest SHA-256 of its module, 64 hexadecimal digits, as recorded when it was made
 * @param file the module's file name where it came from
 * @param created when it was made, by the deploying computer's clock
 * @param by the user's name there
 * @param runtime the adapter that runs it
 * @param current whether it is the one that runs or would run
 * @param pinned whether it is kept whatever is pruned
 * @param present whether its module is still on the device, so that one can go back to it
 */
public record Release(
    int number,
    String digest,
    String file,
    Optional<Instant> created,
    String by,
    String runtime,
    boolean current,
    boolean pinned,
    boolean present) {}
