package dev.continuum.targets.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A deployment that waits for its device to come back.
 *
 * @param id unique, a plain word
 * @param device the device's name
 * @param app the app's
 * @param file the module's file name where it came from
 * @param digest SHA-256 of its module, 64 hexadecimal digits
 * @param since when it was queued
 * @param attempts how often the device was tried since
 * @param lastTry when it was tried last
 * @param trouble why it has not got it yet, whole sentences; may hold the device's own words
 * @param stuck whether the device answered and did not take it: it is tried again only when the
 *     user says so
 * @param kept whether it outlives the program; one with an environment does not, since values of an
 *     environment are never written to a file here
 */
public record QueuedDeployment(
    String id,
    String device,
    String app,
    String file,
    String digest,
    Instant since,
    int attempts,
    Optional<Instant> lastTry,
    String trouble,
    boolean stuck,
    boolean kept) {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

  /** When it is due to be tried again without a sign of the device; empty while it is stuck. */
  public Optional<Instant> due() {
    if (stuck) {
      return Optional.empty();
    }
    Duration pause =
        attempts == 0 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
    return Optional.of(
        lastTry.orElse(since).plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
  }

  QueuedDeployment tried(Instant when, String why, boolean refused) {
    return new QueuedDeployment(
        id, device, app, file, digest, since, attempts + 1, Optional.of(when), why, refused, kept);
  }
}
