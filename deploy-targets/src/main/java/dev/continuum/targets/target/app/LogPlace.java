package dev.continuum.targets.target.app;

import java.time.Duration;

/** Where reading a log begins. The device finds the place. */
public sealed interface LogPlace {
  /** A position, such as a line's {@link LogLine#next}; one in the middle of a line is fine. */
  record Position(long position) implements LogPlace {
    /** Refuses a negative one. */
    public Position {
      if (position < 0) {
        throw new IllegalArgumentException("A position is not negative.");
      }
    }
  }

  /** The oldest line the device still has. */
  record Beginning() implements LogPlace {}

  /** What comes from now on. */
  record End() implements LogPlace {}

  /** Lines written since some time before now, both by the device's clock. */
  record Since(Duration ago) implements LogPlace {
    /** Refuses a negative one. */
    public Since {
      if (ago.isNegative()) {
        throw new IllegalArgumentException("A log is not read from the future.");
      }
    }
  }

  /** So many lines before the end. */
  record Last(int lines) implements LogPlace {
    /** Refuses a negative number. */
    public Last {
      if (lines < 0) {
        throw new IllegalArgumentException("A number of lines is not negative.");
      }
    }
  }

  /** Where a release was last started; the oldest line when the device has dropped that. */
  record LastStart() implements LogPlace {}
}
