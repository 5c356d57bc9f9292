package dev.continuum.ide.debug;

import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.value.Value;
import java.util.List;
import java.util.Optional;

/** Says why a guest stands still. */
final class StopWords {
  private static final int LONGEST = 400;

  private StopWords() {}

  /** A few words for the status bar and the debug bar. */
  static String brief(Standing standing) {
    Stop stop = standing.stop();
    return switch (stop.reason()) {
      case ENTRY -> "In front of the first instruction";
      case STEP -> stop.message().isEmpty() ? "Paused" : sentence(stop.message());
      case BREAKPOINT -> "Breakpoint";
      case WATCHPOINT ->
          standing.changes().isEmpty() ? "Watchpoint" : String.join("; ", standing.changes());
      case PAUSE -> "Paused";
      case TRAP -> "Trap: " + GuestText.shown(stop.message(), LONGEST);
      case EXCEPTION -> sentence(stop.message());
      case EXIT -> "Ended with status " + stop.status();
      case END ->
          "Ended" + (stop.results().isEmpty() ? "" : ", returned " + values(stop.results()));
      case START_OF_HISTORY -> "The earliest moment that is remembered";
    };
  }

  /** What the console says at an end; empty when it is none. */
  static Optional<String> ending(Stop stop) {
    return switch (stop.reason()) {
      case TRAP ->
          Optional.of(
              "Trap: "
                  + GuestText.shown(stop.message(), LONGEST)
                  + ". The program stands where it happened; step back to see how it came there.");
      case EXIT ->
          Optional.of(
              "The program has ended with status "
                  + stop.status()
                  + ". Step back to look at it, or stop debugging.");
      case END ->
          Optional.of(
              (stop.results().isEmpty()
                      ? "The program has ended."
                      : "The call has returned " + values(stop.results()) + ".")
                  + " Step back to look at it, or stop debugging.");
      default -> Optional.empty();
    };
  }

  /** What the console says when the debugger itself could not go on. */
  static String failure(Throwable failure) {
    return failure instanceof OutOfMemoryError
        ? "The program took more memory than there is here. Stop it, or go back in time."
        : "The debugger failed: " + failure + ".";
  }

  private static String values(List<Value> values) {
    return String.join(
        ", ",
        values.stream()
            .map(value -> value.type() + " " + GuestText.shown(value.toString()))
            .toList());
  }

  private static String sentence(String words) {
    String plain = GuestText.shown(words, LONGEST);
    return plain.isEmpty() ? "" : Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
  }
}
