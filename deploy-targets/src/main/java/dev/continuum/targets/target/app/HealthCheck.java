package dev.continuum.targets.target.app;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * When a new release counts as well started. One that does not makes way for the release before it.
 */
public sealed interface HealthCheck {
  /** The longest time a new release can be watched. */
  Duration LONGEST = Duration.ofMinutes(10);

  /** How long the release is watched at most, zero to {@link #LONGEST}. */
  Duration within();

  /**
   * It still runs after a time; one that ends with status 0 before counts as well started too.
   *
   * @param within how long it must run
   */
  record Alive(Duration within) implements HealthCheck {
    /** Checks the range. */
    public Alive {
      checkTime(within);
    }
  }

  /**
   * It writes a line that matches, on standard output or standard error, while it runs or as it
   * ends with status 0.
   *
   * @param line a POSIX extended regular expression (IEEE Std 1003.1, section 9.4), found anywhere
   *     in a line; one line, 1 to 500 characters
   * @param within how long it may take
   */
  record Says(String line, Duration within) implements HealthCheck {
    private static final Pattern ALLOWED = Pattern.compile("[^\\p{Cntrl}]{1,500}");

    /** Checks both. */
    public Says {
      if (!ALLOWED.matcher(line).matches()) {
        throw new IllegalArgumentException(
            "What a healthy app says must be one line of 1 to 500 characters.");
      }
      checkTime(within);
    }
  }

  /**
   * It ends with status 0: for a job.
   *
   * @param within how long it may take
   */
  record Ends(Duration within) implements HealthCheck {
    /** Checks the range. */
    public Ends {
      checkTime(within);
    }
  }

  private static void checkTime(Duration within) {
    if (within.isNegative() || within.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "A new release cannot be watched for " + within.toMillis() + " ms.");
    }
  }
}
