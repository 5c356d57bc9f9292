package dev.continuum.inspector.debug;

/** What the parts of breakpoints must hold. */
final class Checks {
  private Checks() {}

  static void notEmpty(String text, String what) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty " + what);
    }
  }

  static void notNegative(int number, String what) {
    if (number < 0) {
      throw new IllegalArgumentException("a negative " + what + ": " + number);
    }
  }

  static void positive(long number, String what) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " is counted from 1: " + number);
    }
  }
}
