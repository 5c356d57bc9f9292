package dev.continuum.ide.debug.tour;

import dev.continuum.inspector.debug.Stop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of the tour.
 *
 * @param action what its button does, the id of an action; null without a button
 * @param button what the button says
 * @param done whether it is taken
 */
record TourStep(String title, String text, @Nullable String action, String button, Done done) {
  /**
   * What is so while the program stands still.
   *
   * @param steps how many stops there were since the step before was taken
   * @param total what the program has added up
   * @param watches how many watchpoints are set
   * @param past whether later instructions have been executed already
   */
  record Facts(Stop.Reason reason, int steps, long total, int watches, boolean past, long tick) {}

  /** Asks whether a step is taken. */
  @FunctionalInterface
  interface Done {
    boolean in(Facts facts);
  }

  /** What six right readings add up to. */
  private static final long RIGHT = 172 + 175 + 169 + 181 + 178 + 174;

  static final List<TourStep> ALL =
      List.of(
          new TourStep(
              "Look around",
              "This program prints the mean of six temperatures: 517.4 degrees. That cannot be"
                  + " right. It stands at a breakpoint in its loop, in front of the first reading."
                  + " Variables, at the right, shows what it holds; values stand beside the code,"
                  + " too. Step over a line (F8), three times.",
              "debug.over",
              "Step over",
              facts -> facts.steps() >= 3),
          new TourStep(
              "Watch a word of memory",
              "The total lies in memory at 0x80. Have the program stop whenever it changes: a"
                  + " watchpoint. The button sets one, and disables the breakpoint. “Break When"
                  + " This Changes” in Variables, Watches and Memory does the same for anything.",
              TourFeature.WATCH,
              "Watch memory[0x80]:i32",
              facts -> facts.watches() > 0),
          new TourStep(
              "Continue to its changes",
              "Continue (F5), and read in the bar at the bottom what the total was and is. Go on"
                  + " until it does what no temperature explains.",
              "debug.continue",
              "Continue",
              facts -> facts.total() > 10 * RIGHT),
          new TourStep(
              "Go back in time",
              "30000 was added: no reading. Step back (Alt+F8) past the change, to the moment"
                  + " before it, and look at $i and $reading. The timeline at the bottom goes to"
                  + " any moment: drag it. What is shown is the past then, and says so.",
              "debug.back",
              "Step back",
              TourStep.Facts::past),
          new TourStep(
              "Find the fault and mend it",
              "$i is 6, but six readings are numbered 0 to 5: the loop goes round once too often."
                  + " At its end, change i32.le_s to i32.lt_s, restart (Ctrl+Shift+F5), and"
                  + " continue to the end.",
              null,
              "",
              facts -> facts.total() == RIGHT && facts.reason() == Stop.Reason.END));
}
