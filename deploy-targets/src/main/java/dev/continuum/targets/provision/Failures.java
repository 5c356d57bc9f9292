package dev.continuum.targets.provision;

import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a runtime before it is sent, in the user's words. */
final class Failures {
  private static final int MOST_SHOWN = 120;

  private Failures() {}

  static TargetException unfit(String message, String remedy) {
    return new TargetException(Problem.NO_RUNTIME, message, remedy);
  }

  static TargetException unreadable(String message, @Nullable Throwable cause) {
    return new TargetException(
        Problem.LOCAL_FILE,
        message,
        "Fetch it again, or choose another archive. Nothing was sent.",
        cause);
  }

  static TargetException unreachable(String message, @Nullable Throwable cause) {
    return new TargetException(
        Problem.UNREACHABLE,
        message,
        "Check the address in a browser, or fetch the archive there and name its file.",
        cause);
  }

  /** A name out of an archive or an answer: cut, without what a terminal or a label would obey. */
  static String shown(String text) {
    String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    return "“" + (clean.length() > MOST_SHOWN ? clean.substring(0, MOST_SHOWN) + "…" : clean) + "”";
  }
}
